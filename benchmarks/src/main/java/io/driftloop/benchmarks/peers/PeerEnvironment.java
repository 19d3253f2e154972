package io.driftloop.benchmarks.peers;

import io.driftloop.benchmarks.BenchmarkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * A virtual environment with the peers' pinned versions, made once for each set of requirements.
 *
 * @param python its interpreter
 * @param versions of Python and of the requirements
 */
record PeerEnvironment(Path python, Map<String, String> versions) {
  /** One thread, as everything here is measured on; and nobody is told that they were used. */
  static final Map<String, String> VARIABLES =
      Map.of(
          "OMP_NUM_THREADS", "1",
          "OPENBLAS_NUM_THREADS", "1",
          "DO_NOT_TRACK", "1",
          "NML_DISABLE_USAGE_LOGGING", "1",
          "PYTHONWARNINGS", "ignore",
          "PYTHONDONTWRITEBYTECODE", "1");

  private static final String INTERPRETER = "python3";
  private static final long INSTALL_MINUTES = 20;
  private static final int LAST_LINES = 400;

  static Optional<PeerEnvironment> prepare(
      Path directory, Path requirements, Consumer<String> tell) {
    try {
      String wanted = Files.readString(requirements);
      Path environment = directory.resolve(fingerprint(wanted));
      Path installed = environment.resolve("installed");
      if (!Files.exists(installed)) {
        tell.accept("installing the peers once, by pip into an environment of their own");
        Files.createDirectories(directory);
        call(List.of(INTERPRETER, "-m", "venv", "--clear", environment.toString()));
        call(
            List.of(
                interpreter(environment).toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "-r",
                requirements.toString()));
        Files.createFile(installed);
      }
      Path python = interpreter(environment);
      return Optional.of(new PeerEnvironment(python, versions(python, wanted)));
    } catch (IOException | BenchmarkException e) {
      tell.accept("no peers: their rows are left out, for " + e.getMessage());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("interrupted while the peers were installed", e);
    }
  }

  private static Path interpreter(Path environment) {
    return environment.resolve("bin/python");
  }

  private static String fingerprint(String text) {
    CRC32 checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(checksum.getValue());
  }

  private static Map<String, String> versions(Path python, String requirements)
      throws IOException, InterruptedException {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("Python", call(List.of(python.toString(), "-V")).replace("Python ", "").strip());
    requirements
        .lines()
        .filter(line -> line.contains("=="))
        .map(line -> line.split("==", 2))
        .forEach(parts -> versions.put(parts[0].strip(), parts[1].strip()));
    return versions;
  }

  /** Runs a command to its end and returns what it wrote, on either stream. */
  private static String call(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("driftloop-peers-", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new BenchmarkException(command.get(0) + " did not end");
      }
      String text = Files.readString(output);
      if (process.exitValue() != 0) {
        String end = text.substring(Math.max(0, text.length() - LAST_LINES));
        throw new BenchmarkException(
            "%s failed: %s".formatted(command.get(0), end.strip().replaceAll("\\s+", " ")));
      }
      return text;
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
