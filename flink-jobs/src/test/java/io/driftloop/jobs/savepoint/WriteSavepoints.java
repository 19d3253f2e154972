package io.driftloop.jobs.savepoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes the savepoints of a release, which later ones must restore. For whoever releases:
 *
 * <pre>
 * mvn -pl flink-jobs -am test -Dtest=WriteSavepoints -Dsavepoints.release=0.1.0 \
 *     -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
@EnabledIfSystemProperty(named = "savepoints.release", matches = ".+")
class WriteSavepoints {
  static final Path RELEASES = Path.of("src", "test", "resources", "savepoints");

  @Test
  void write(@TempDir Path folder) throws Exception {
    Path release = RELEASES.resolve(System.getProperty("savepoints.release"));
    for (Story story :
        List.of(new ScoringStory(), new MonitorStory(), new JoinStory(), new DecisionStory())) {
      Path savepoint =
          StoryRun.savepoint(story, Files.createDirectory(folder.resolve(story.job())));
      Path target = Files.createDirectories(release.resolve(story.job()));
      try (Stream<Path> files = Files.list(savepoint)) {
        for (Path file : files.toList()) {
          Files.copy(file, target.resolve(file.getFileName()));
        }
      }
    }
  }
}
