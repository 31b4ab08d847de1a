package io.lanemark.guard.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.guard.export.GithubJob.PullRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GithubJobTest {

  @TempDir private Path folder;

  private GithubJob job(String event) throws IOException {
    Path file = Files.writeString(folder.resolve("event.json"), event);
    return new GithubJob(Map.of("GITHUB_EVENT_PATH", file.toString()));
  }

  @Test
  void findsThePullRequest() throws IOException {
    assertThat(
            job("""
            {"number":7,"pull_request":{"number":7,"base":{"sha":"abc"},"head":{"sha":"def"}}}
            """)
                .pullRequest())
        .contains(new PullRequest(7, "abc", "def"));
    assertThat(job("{\"pull_request\":{\"number\":7,\"base\":{\"sha\":\"abc\"}}}").pullRequest())
        .contains(new PullRequest(7, "abc", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "no json",
        "{\"ref\":\"refs/heads/main\"}",
        "{\"pull_request\":null}",
        "{\"pull_request\":{\"number\":\"x\",\"base\":{\"sha\":\"abc\"}}}",
        "{\"pull_request\":{\"number\":7}}"
      })
  void anythingElseIsNone(String event) throws IOException {
    assertThat(job(event).pullRequest()).isEmpty();
  }

  @Test
  void noVariablesAreNoJob() {
    GithubJob none = new GithubJob(Map.of("GITHUB_STEP_SUMMARY", " "));

    assertThat(none.isPresent()).isFalse();
    assertThat(none.summary()).isEmpty();
    assertThat(none.pullRequest()).isEmpty();
    assertThat(new GithubJob(Map.of("GITHUB_EVENT_PATH", "/nowhere")).pullRequest()).isEmpty();
  }
}
