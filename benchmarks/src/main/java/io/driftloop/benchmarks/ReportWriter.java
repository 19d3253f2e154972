package io.driftloop.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stores the last report of each benchmark: Markdown for people, JSON for programs. */
final class ReportWriter {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path directory;

  /**
   * A writer.
   *
   * @param directory made where it is missing
   */
  ReportWriter(Path directory) {
    this.directory = directory;
  }

  /** Writes both files, over those of the run before. */
  void write(Report report) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve(report.name() + ".md"), Markdown.of(report));
      Files.writeString(directory.resolve(report.name() + ".json"), json(report) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report of " + report.name(), e);
    }
  }

  static String json(Report report) {
    try {
      return JSON.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
