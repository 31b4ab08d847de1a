package io.lanemark.guard.checkout;

import io.lanemark.files.FileTree;
import java.io.IOException;
import java.nio.file.Path;

/// Another commit of a checkout, in a temporary folder.
///
/// @param of what it belongs to
/// @param folder where it is
public record Worktree(GitCheckout of, Path folder) {

  /// Deletes it.
  ///
  /// @throws IOException if a file cannot be deleted
  /// @throws InterruptedException if interrupted; nothing is left running
  public void delete() throws IOException, InterruptedException {
    new FileTree(folder).delete();
    of.prune();
  }
}
