package io.driftloop.console.stack;

import io.driftloop.console.ConsoleException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the parts of a stack keep their files.
 *
 * @param root holds all of them and nothing else
 */
public record Directories(Path root) {
  private static final String MARK = "driftloop-stack";

  public Directories {
    root = root.toAbsolutePath().normalize();
  }

  public Path kafka() {
    return root.resolve("kafka");
  }

  public Path flink() {
    return root.resolve("flink");
  }

  public Path models() {
    return root.resolve("models");
  }

  /** Makes the root and an empty model store where they are missing, and marks it as a stack's. */
  public void create() {
    try {
      Files.createDirectories(models());
      Files.writeString(root.resolve(MARK), "The files of an embedded stack of Driftloop.\n");
    } catch (IOException e) {
      throw new ConsoleException("cannot write to the directory %s".formatted(root), e);
    }
  }

  /**
   * Makes sure that no other stack runs here, by the lock that its broker holds.
   *
   * @throws ConsoleException where one does
   */
  void requireUnused() {
    Path lock = kafka().resolve(".lock");
    if (!Files.exists(lock)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock taken = channel.tryLock()) {
      if (taken != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // Held in this very process.
    } catch (IOException e) {
      throw new ConsoleException("cannot write to the directory %s".formatted(root), e);
    }
    throw new ConsoleException(
        "another stack runs in %s; stop it or pass another directory as --data".formatted(root));
  }

  /**
   * Deletes what an earlier run left.
   *
   * @throws ConsoleException where the directory holds files that are no stack's
   */
  public void clear() {
    if (!Files.exists(root)) {
      return;
    }
    if (!Files.exists(root.resolve(MARK)) && !isEmpty()) {
      throw new ConsoleException(
          "%s holds files that are not ours and would be deleted; pass another directory"
              .formatted(root));
    }
    delete(root);
  }

  /** Deletes a directory with all that is in it, where it is there. */
  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new ConsoleException("cannot clear the directory %s".formatted(directory), e);
    }
  }

  private boolean isEmpty() {
    try (Stream<Path> files = Files.list(root)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      throw new ConsoleException("cannot read the directory %s".formatted(root), e);
    }
  }
}
