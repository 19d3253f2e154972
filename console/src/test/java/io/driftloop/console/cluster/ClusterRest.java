package io.driftloop.console.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The few calls of Flink's REST interface that submitting a job takes. */
final class ClusterRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "driftloop-job-jar";

  private final HttpClient client = HttpClient.newHttpClient();
  private final String root;

  ClusterRest(int port) {
    root = "http://127.0.0.1:" + port;
  }

  /** Free task slots of the cluster. */
  int freeSlots() throws IOException {
    return call("GET", "/overview", BodyPublishers.noBody()).path("slots-available").asInt();
  }

  /** Uploads a jar; its id is what it is run by. */
  String upload(Path jar) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\n"
                .formatted(BOUNDARY, jar.getFileName())
            + "Content-Type: application/x-java-archive\r\n\r\n";
    body.write(head.getBytes(StandardCharsets.UTF_8));
    body.write(Files.readAllBytes(jar));
    body.write("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
    String path =
        send(HttpRequest.newBuilder(URI.create(root + "/jars/upload"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build())
            .path("filename")
            .asText();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Runs a class of an uploaded jar; gives the job's id. */
  String run(String jar, Class<?> entryClass, List<String> arguments) throws IOException {
    byte[] body =
        JSON.writeValueAsBytes(
            Map.of("entryClass", entryClass.getName(), "programArgsList", arguments));
    return call("POST", "/jars/%s/run".formatted(jar), BodyPublishers.ofByteArray(body))
        .path("jobid")
        .asText();
  }

  String state(String job) throws IOException {
    return call("GET", "/jobs/" + job, BodyPublishers.noBody()).path("state").asText();
  }

  void cancel(String job) throws IOException {
    call("PATCH", "/jobs/%s?mode=cancel".formatted(job), BodyPublishers.noBody());
  }

  private JsonNode call(String method, String path, BodyPublisher body) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(root + path))
            .header("Content-Type", "application/json")
            .method(method, body)
            .build());
  }

  private JsonNode send(HttpRequest request) throws IOException {
    try {
      var response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IOException(
            "%s answered %d: %s".formatted(request.uri(), response.statusCode(), response.body()));
      }
      return JSON.readTree(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
