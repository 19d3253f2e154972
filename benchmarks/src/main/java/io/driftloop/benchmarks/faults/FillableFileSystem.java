package io.driftloop.benchmarks.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * The local file system under another scheme, on which there is no space left while a mark lies in
 * the directory. A real disk that is full takes a mount, and that takes the rights of root.
 */
final class FillableFileSystem extends LocalFileSystem {
  private static final String SCHEME = "fillable";
  private static final String MARK = "full";
  private static final URI ROOT = URI.create(SCHEME + ":///");

  /** The URI of a directory on it. */
  static URI uri(Path directory) {
    return URI.create(SCHEME + "://" + directory.toAbsolutePath());
  }

  /** The file whose presence says that a directory's disk is full. */
  static Path full(Path directory) {
    return directory.toAbsolutePath().resolveSibling(MARK);
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public FSDataOutputStream create(
      org.apache.flink.core.fs.Path file, FileSystem.WriteMode overwrite) throws IOException {
    for (Path above = Path.of(file.getPath()); above != null; above = above.getParent()) {
      if (Files.exists(above.resolveSibling(MARK))) {
        throw new IOException("No space left on device");
      }
    }
    return super.create(file, overwrite);
  }

  /** By which Flink finds it. */
  public static final class Factory implements FileSystemFactory {
    @Override
    public String getScheme() {
      return SCHEME;
    }

    @Override
    public FileSystem create(URI uri) {
      return new FillableFileSystem();
    }
  }
}
