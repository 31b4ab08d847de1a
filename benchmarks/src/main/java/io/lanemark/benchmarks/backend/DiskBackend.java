package io.lanemark.benchmarks.backend;

import io.lanemark.workload.Arguments;
import io.lanemark.workload.Parameter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A directory for tasks to write in, on the file system of the results. The disk is the service;
/// the process only deletes the remaining files.
public final class DiskBackend implements Backend {

  /// The name that selects it.
  public static final String NAME = "disk";

  /// For the service loader.
  public DiskBackend() {}

  /// Where tasks may write.
  ///
  /// @param address of the backend
  /// @return its directory
  public static Path directory(URI address) {
    return Path.of(address.getPath());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  /// {@inheritDoc}
  ///
  /// @return `file:///directory#type of the file system`
  @Override
  public URI start(Path directory, Arguments arguments) throws IOException {
    return URI.create(directory.toUri() + "#" + Files.getFileStore(directory).type());
  }

  @Override
  public String label(URI address) {
    return "files written on " + address.getFragment();
  }

  @Override
  public void close() {}
}
