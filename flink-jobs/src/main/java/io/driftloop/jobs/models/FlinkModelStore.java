package io.driftloop.jobs.models;

import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.packaging.Sha256;
import io.driftloop.serving.store.ModelStore;
import io.driftloop.serving.store.ModelStoreLayout;
import io.driftloop.serving.store.Versions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * A store on any file system that Flink reads. A package's name holds its hash, so none is ever
 * changed while somebody reads it; the descriptor comes last, by a rename.
 */
public final class FlinkModelStore implements ModelStore {
  private final Path root;

  /**
   * @param root URI of the store's folder
   */
  public FlinkModelStore(String root) {
    this.root = new Path(root);
  }

  @Override
  public ModelRef put(String model, String version, java.nio.file.Path packageFile)
      throws IOException {
    String sha256 = hash(packageFile);
    Path folder = folder(model);
    Path target = new Path(folder, ModelStoreLayout.packageName(version, sha256));
    files().mkdirs(folder);
    try (OutputStream out = files().create(target, WriteMode.OVERWRITE)) {
      Files.copy(packageFile, out);
    }
    ModelRef ref = new ModelRef(version, target.toUri().toString(), sha256, null);
    publish(
        ModelStoreLayout.encode(ref), new Path(folder, ModelStoreLayout.descriptorName(version)));
    return ref;
  }

  private static String hash(java.nio.file.Path file) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), Sha256.digest())) {
      in.transferTo(OutputStream.nullOutputStream());
      return Sha256.hex(in.getMessageDigest().digest());
    }
  }

  private void publish(byte[] descriptor, Path target) throws IOException {
    Path temporary = new Path(target.getParent(), ".incoming-" + UUID.randomUUID());
    try (OutputStream out = files().create(temporary, WriteMode.NO_OVERWRITE)) {
      out.write(descriptor);
    }
    if (!files().rename(temporary, target)) {
      // Some file systems do not rename onto a file that is there.
      files().delete(target, false);
      if (!files().rename(temporary, target)) {
        throw new IOException("cannot write " + target);
      }
    }
  }

  @Override
  public Optional<ModelRef> find(String model, String version) throws IOException {
    if (!ModelStoreLayout.isName(model) || !ModelStoreLayout.isName(version)) {
      return Optional.empty();
    }
    Path descriptor = new Path(folder(model), ModelStoreLayout.descriptorName(version));
    try (InputStream in = files().open(descriptor)) {
      return Optional.of(ModelStoreLayout.decode(in.readAllBytes()));
    } catch (FileNotFoundException e) {
      requireStore();
      return Optional.empty();
    }
  }

  /**
   * A store that is away has all its versions still, and nothing may be judged as if it had none.
   */
  private void requireStore() throws IOException {
    if (!files().exists(root)) {
      throw new IOException("the model store %s is away: there is no such folder".formatted(root));
    }
  }

  @Override
  public InputStream open(String uri) throws IOException {
    Path file = new Path(URI.create(uri).normalize());
    if (!file.getPath().startsWith(root.getPath() + Path.SEPARATOR)) {
      throw new IOException("'%s' lies outside the store %s".formatted(uri, root));
    }
    return file.getFileSystem().open(file);
  }

  @Override
  public List<String> versions(String model) throws IOException {
    if (!ModelStoreLayout.isName(model)) {
      return List.of();
    }
    return list(folder(model))
        .flatMap(file -> ModelStoreLayout.versionOf(file.getPath().getName()).stream())
        .sorted(Versions.ORDER)
        .toList();
  }

  @Override
  public List<String> models() throws IOException {
    return list(root)
        .filter(FileStatus::isDir)
        .map(folder -> folder.getPath().getName())
        .filter(ModelStoreLayout::isName)
        .sorted()
        .toList();
  }

  private Stream<FileStatus> list(Path folder) throws IOException {
    return files().exists(folder) ? Arrays.stream(files().listStatus(folder)) : Stream.empty();
  }

  private Path folder(String model) {
    return new Path(root, ModelStoreLayout.requireName(model));
  }

  private FileSystem files() throws IOException {
    return root.getFileSystem();
  }
}
