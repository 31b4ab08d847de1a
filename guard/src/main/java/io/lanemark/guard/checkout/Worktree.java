package io.lanemark.guard.checkout;

import io.lanemark.files.FileErrorMessage;
import io.lanemark.files.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Another commit of a checkout, in a temporary folder.
///
/// @param of what it belongs to
/// @param folder where it is
public record Worktree(GitCheckout of, Path folder) {

  /// Deletes it. What has been measured in it must not be lost because something cannot be deleted.
  ///
  /// @param warnings gets a line if that fails
  /// @throws InterruptedException if interrupted; nothing is left running
  public void delete(Consumer<String> warnings) throws InterruptedException {
    try {
      new FileTree(folder).delete();
      of.forget(folder.toString());
    } catch (IOException e) {
      warnings.accept("warning: " + FileErrorMessage.of(folder, "the worktree is left there", e));
    } catch (IllegalArgumentException e) {
      warnings.accept(
          "warning: Git still lists the worktree %s: %s".formatted(folder, e.getMessage()));
    }
  }
}
