package io.driftloop.console.replay;

import io.driftloop.console.ConsoleException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * A CSV file with a header line, read as a whole and kept in its order; gzip is recognised by its
 * first bytes.
 *
 * @param columns the header's names
 * @param rows the cells, one array a row, trimmed and as many as there are columns
 */
public record CsvTable(List<String> columns, List<String[]> rows) {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setTrim(true)
          .setIgnoreEmptyLines(true)
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .build();

  /**
   * Reads a file.
   *
   * @throws ConsoleException where it cannot be read or is no such table
   */
  public static CsvTable read(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new ConsoleException("cannot read the file " + file);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    } catch (IOException e) {
      throw new ConsoleException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Reads a stream and leaves it open.
   *
   * @param name what messages call it
   */
  public static CsvTable read(InputStream in, String name) throws IOException {
    try (CSVParser parser =
        FORMAT.parse(new InputStreamReader(unpacked(in), StandardCharsets.UTF_8))) {
      List<String> columns = List.copyOf(parser.getHeaderNames());
      List<String[]> rows =
          parser.stream()
              .map(
                  row -> {
                    if (row.size() != columns.size()) {
                      throw new ConsoleException(
                          "%s, row %d: %d cells where the header has %d"
                              .formatted(name, row.getRecordNumber(), row.size(), columns.size()));
                    }
                    return row.values();
                  })
              .toList();
      if (rows.isEmpty()) {
        throw new ConsoleException(name + " has no rows");
      }
      return new CsvTable(columns, rows);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new ConsoleException("%s is no CSV table: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered) : buffered;
  }

  /**
   * The position of a column.
   *
   * @throws ConsoleException where there is no such column
   */
  public int position(String column) {
    int position = columns.indexOf(column);
    if (position < 0) {
      throw new ConsoleException(
          "the data has no column %s; it has %s".formatted(column, String.join(", ", columns)));
    }
    return position;
  }
}
