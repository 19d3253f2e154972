package io.driftloop.console.stack;

import io.driftloop.console.ConsoleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ports of 127.0.0.1 that a stack listens on.
 *
 * @param kafka the broker
 * @param flink Flink's web UI and job submission
 * @param page the live page
 */
public record Ports(int kafka, int flink, int page) {
  private static final Set<String> NAMES = Set.of("kafka", "flink", "page");

  public static Ports defaults() {
    return new Ports(9092, 8081, 8090);
  }

  /** Three ports that are free now. */
  public static Ports allFree() {
    return new Ports(free(), free(), free());
  }

  /**
   * Ports by name; a port of 0 is one that is free now.
   *
   * @throws ConsoleException where a name is none of kafka, flink and page, or a port is no port
   */
  public static Ports of(Map<String, Integer> byName) {
    for (Map.Entry<String, Integer> entry : byName.entrySet()) {
      if (!NAMES.contains(entry.getKey())) {
        throw new ConsoleException(
            "--ports: %s is none of kafka, flink, page".formatted(entry.getKey()));
      }
      if (entry.getValue() < 0 || entry.getValue() > 65_535) {
        throw new ConsoleException("--ports: %s is no port".formatted(entry.getValue()));
      }
    }
    Ports defaults = defaults();
    return new Ports(
        orFree(byName.getOrDefault("kafka", defaults.kafka)),
        orFree(byName.getOrDefault("flink", defaults.flink)),
        orFree(byName.getOrDefault("page", defaults.page)));
  }

  private static int orFree(int port) {
    return port == 0 ? free() : port;
  }

  /** A port that nobody listens on now. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes sure that all can be listened on.
   *
   * @throws ConsoleException naming the first that cannot, and the option that changes it
   */
  public void requireFree() {
    Map<String, Integer> byName = Map.of("kafka", kafka, "flink", flink, "page", page);
    if (new HashSet<>(byName.values()).size() < byName.size()) {
      throw new ConsoleException("--ports: kafka, flink and page need different ports");
    }
    for (String name : List.of("kafka", "flink", "page")) {
      requireFree(name, byName.get(name));
    }
  }

  private static void requireFree(String name, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new ConsoleException(
          "port %d (%s) is taken; stop what listens there or pass --ports %s=PORT"
              .formatted(port, name, name));
    }
  }
}
