package io.driftloop.jobs.io;

/** Names of models and versions, as row after row has them. */
public final class Names {
  private Names() {}

  /**
   * Whether two are equal, by their hashes first, which a string knows: of a thousand models'
   * names, most are of one length, and their texts are in no processor's cache. Rows that came over
   * the network have strings of their own, so that it is not enough to compare them as objects.
   */
  public static boolean same(String first, String second) {
    return first.hashCode() == second.hashCode() && first.equals(second);
  }
}
