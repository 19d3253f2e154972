package io.driftloop.serving.store;

import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.packaging.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A store in a local directory. A file appears under its name only once it is whole and on disk,
 * and the descriptor comes last; a crash leaves at most a file that nothing refers to.
 */
public final class LocalModelStore implements ModelStore {
  private final Path root;

  public LocalModelStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public ModelRef put(String model, String version, Path packageFile) throws IOException {
    Path folder = Files.createDirectories(folder(model));
    Path temporary = folder.resolve(".incoming-" + UUID.randomUUID());
    try {
      String sha256 = copy(packageFile, temporary);
      Path target = folder.resolve(ModelStoreLayout.packageName(version, sha256));
      publish(temporary, target);
      ModelRef ref = new ModelRef(version, target.toUri().toString(), sha256, null);
      Files.write(temporary, ModelStoreLayout.encode(ref));
      sync(temporary);
      publish(temporary, folder.resolve(ModelStoreLayout.descriptorName(version)));
      return ref;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static String copy(Path from, Path to) throws IOException {
    try (FileChannel channel =
            FileChannel.open(to, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        OutputStream file = Channels.newOutputStream(channel);
        DigestOutputStream out = new DigestOutputStream(file, Sha256.digest())) {
      Files.copy(from, out);
      channel.force(true);
      return Sha256.hex(out.getMessageDigest().digest());
    }
  }

  private static void publish(Path temporary, Path target) throws IOException {
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(target.getParent());
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public Optional<ModelRef> find(String model, String version) throws IOException {
    if (!ModelStoreLayout.isName(model) || !ModelStoreLayout.isName(version)) {
      return Optional.empty();
    }
    try {
      Path descriptor = folder(model).resolve(ModelStoreLayout.descriptorName(version));
      return Optional.of(ModelStoreLayout.decode(Files.readAllBytes(descriptor)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream open(String uri) throws IOException {
    Path file;
    try {
      file = Path.of(URI.create(uri)).normalize();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new IOException("'%s' is no file of the store %s".formatted(uri, root), e);
    }
    if (!file.startsWith(root)) {
      throw new IOException("'%s' lies outside the store %s".formatted(uri, root));
    }
    return Files.newInputStream(file);
  }

  @Override
  public List<String> versions(String model) throws IOException {
    if (!ModelStoreLayout.isName(model) || !Files.isDirectory(folder(model))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder(model))) {
      return files
          .flatMap(file -> ModelStoreLayout.versionOf(file.getFileName().toString()).stream())
          .sorted(Versions.ORDER)
          .toList();
    }
  }

  @Override
  public List<String> models() throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .filter(ModelStoreLayout::isName)
          .sorted()
          .toList();
    }
  }

  private Path folder(String model) {
    return root.resolve(ModelStoreLayout.requireName(model));
  }
}
