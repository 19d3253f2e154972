package io.driftloop.console.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.driftloop.console.ConsoleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a replay went, by what was read back from the topics. The names are a contract with whoever
 * reads the JSON.
 *
 * @param rows rows replayed
 * @param requests distinct ids asked; where the model runs elsewhere, those that it answered
 * @param predictions distinct ids that a champion answered
 * @param labels distinct ids labelled
 * @param joined distinct ids that became training examples
 * @param unmatched labels without a prediction
 * @param deadLetters records that could not be used, those labels aside
 * @param signals measurements by kind
 * @param swaps changes of the version that answered, in the order of the rows
 */
public record ReplayReport(
    int rows,
    int requests,
    int predictions,
    int labels,
    int joined,
    int unmatched,
    int deadLetters,
    Map<String, Integer> signals,
    List<Retraining> retrainings,
    Accuracy accuracy,
    int swaps,
    double wallSeconds) {

  /**
   * One request for another version and what became of it.
   *
   * @param at event time of the request, ISO 8601
   * @param why what the policy found, in one sentence
   * @param reasons the breached signals of the window; none where the policy went by a forecast
   * @param trainFrom start of the rows to train on, inclusive, ISO 8601
   * @param trainTo their end, exclusive
   * @param champion scores of the version that served, by name, on the newest held-back rows
   * @param challenger scores of the new version on the same rows
   * @param outcome PUBLISHED, REJECTED, FAILED, ROLLED_BACK; empty where none came, as where the
   *     model runs elsewhere
   * @param secondsToServing from seeing the request to the new version's first answer; null where
   *     it never answered
   */
  public record Retraining(
      String requestId,
      String at,
      String why,
      List<Reason> reasons,
      String trainFrom,
      String trainTo,
      Map<String, Double> champion,
      Map<String, Double> challenger,
      String outcome,
      Double secondsToServing) {}

  /** A breached signal behind a request. */
  public record Reason(String kind, String subject, double value, Double threshold) {}

  /**
   * Shares of rows answered right.
   *
   * @param loop by whichever version served
   * @param frozen by version 1 in shadow; null where it did not run
   * @param lastKnownLabel by repeating the youngest label known when the row came to be
   */
  public record Accuracy(double loop, Double frozen, double lastKnownLabel) {}

  /**
   * Writes this as JSON.
   *
   * @throws ConsoleException where the file cannot be written
   */
  public void write(Path file) {
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
    } catch (IOException e) {
      throw new ConsoleException("cannot write the report %s".formatted(file), e);
    }
  }
}
