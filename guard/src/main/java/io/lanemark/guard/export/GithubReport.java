package io.lanemark.guard.export;

import io.lanemark.files.FileErrorMessage;
import io.lanemark.guard.export.GithubJob.PullRequest;
import io.lanemark.guard.regression.Comparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/// What a guard reports to GitHub if it runs in a job there: annotations, the summary of the job,
/// and a comment on the pull request. If GitHub refuses one of them, that is a warning and never
/// changes the verdict.
///
/// @param job the job
/// @param request the pull request of the job; empty if there is none
/// @param name of the comment
/// @param sides the commits that were compared
/// @param warnings gets one line for each thing that GitHub refused
public record GithubReport(
    GithubJob job,
    Optional<PullRequest> request,
    String name,
    String sides,
    Consumer<String> warnings) {

  /// Prints annotations.
  ///
  /// @param comparison the verdicts
  /// @param out standard output, which GitHub reads
  public void annotate(Comparison comparison, PrintWriter out) {
    if (job.isPresent()) {
      out.print(AnnotationVerdicts.of(comparison));
      out.flush();
    }
  }

  /// Writes the summary of the job, and the comment.
  ///
  /// @param markdown their text
  /// @throws InterruptedException if interrupted
  public void publish(String markdown) throws InterruptedException {
    String text = "%s%n%s%n".formatted(markdown, sides);
    if (job.summary().isPresent()) {
      summarize(job.summary().get(), text);
    }
    if (request.isPresent()) {
      comment(request.get(), text);
    }
  }

  private void summarize(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      warn(FileErrorMessage.of(file, "the summary of the job cannot be written", e));
    }
  }

  private void comment(PullRequest about, String text) throws InterruptedException {
    try {
      PullRequestComment.of(job, about, name).replace(text);
    } catch (CommentException | UncheckedIOException e) {
      // The HTTP client may have no descriptors left.
      warn(
          "cannot comment on the pull request, which needs 'permissions: pull-requests: write': "
              + e.getMessage());
    }
  }

  private void warn(String text) {
    warnings.accept("warning: " + text);
  }
}
