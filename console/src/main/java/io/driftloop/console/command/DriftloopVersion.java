package io.driftloop.console.command;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class DriftloopVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = DriftloopVersion.class.getPackage().getImplementationVersion();
    return new String[] {"driftloop " + (version == null ? "(from classes)" : version)};
  }
}
