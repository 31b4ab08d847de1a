package io.lanemark.guard.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.guard.export.GithubJob.PullRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullRequestCommentTest {

  private static final String TOKEN = "ghs_secret";
  private static final String MARKER = "<!-- lanemark guard: guard -->";

  private CommentsServer server;

  @BeforeEach
  void start() throws IOException {
    server = CommentsServer.start(TOKEN);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private PullRequestComment comment(String name) throws CommentException {
    return PullRequestComment.of(
        new GithubJob(variables()), new PullRequest(7, "abc", "def"), name);
  }

  private Map<String, String> variables() {
    return Map.of(
        "GITHUB_API_URL",
        server.address(),
        "GITHUB_TOKEN",
        TOKEN,
        "GITHUB_REPOSITORY",
        CommentsServer.REPOSITORY);
  }

  @Test
  void theFirstIsNew() throws Exception {
    server.add("somebody's words, and " + MARKER);

    comment("guard").replace("### Fine\n\"quoted\" ü");

    assertThat(server.comments())
        .containsExactly("somebody's words, and " + MARKER, MARKER + "\n### Fine\n\"quoted\" ü");
  }

  @Test
  void theNextReplacesItOnWhateverPageItIs() throws Exception {
    for (int i = 0; i < 250; i++) {
      server.add("comment " + i);
    }
    server.add(MARKER + "\nold");
    server.add("the last word");

    comment("guard").replace("new");

    assertThat(server.comments()).hasSize(252).endsWith(MARKER + "\nnew", "the last word");
    assertThat(server.requests()).containsExactly("GET", "GET", "GET", "PATCH");
  }

  @Test
  void aFullLastPageIsFollowedByAnEmptyOne() throws Exception {
    for (int i = 0; i < 100; i++) {
      server.add("comment " + i);
    }

    comment("guard").replace("new");

    assertThat(server.comments()).hasSize(101).endsWith(MARKER + "\nnew");
  }

  @Test
  void guardsOfDifferentNamesHaveCommentsOfTheirOwn() throws Exception {
    comment("guard").replace("one");
    comment("guard 2").replace("two");
    comment("guard").replace("three");

    assertThat(server.comments())
        .containsExactly(MARKER + "\nthree", "<!-- lanemark guard: guard 2 -->\ntwo");
  }

  @Test
  void whatIsTooLongIsCutAtTheEndOfALine() throws Exception {
    comment("guard").replace("a row of some length\n".repeat(10_000));

    assertThat(server.comments().getFirst())
        .hasSizeLessThan(65_536)
        .endsWith(
            "a row of some length\n\n… shortened; the full text is in the summary of the job.\n");
  }

  @ParameterizedTest
  @CsvSource({"401", "403", "404", "429", "500", "302"})
  void aRefusalIsOneLineWithoutTheToken(int status) throws Exception {
    server.refuse(status, "{\"message\":\"not with\\n" + TOKEN + "\"}");

    assertThatThrownBy(() -> comment("guard").replace("new"))
        .isInstanceOf(CommentException.class)
        .hasMessageContaining(
            String.format(Locale.ROOT, "GitHub answers %d to GET: not with", status))
        .hasMessageNotContaining(TOKEN);
    assertThat(comment("guard").toString()).doesNotContain(TOKEN);
  }

  @Test
  void anAnswerThatIsNoJsonIsOneLine() throws Exception {
    server.refuse(200, "<html>");

    assertThatThrownBy(() -> comment("guard").replace("new"))
        .isInstanceOf(CommentException.class)
        .hasMessageContaining("is not JSON");
  }

  @Test
  void noServerIsOneLine() throws Exception {
    PullRequestComment comment = comment("guard");
    server.close();

    assertThatThrownBy(() -> comment.replace("new"))
        .isInstanceOf(CommentException.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageNotContaining(TOKEN);
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB_TOKEN,'',GITHUB_TOKEN is not set",
    "GITHUB_TOKEN,'two words',GITHUB_TOKEN is not set",
    "GITHUB_REPOSITORY,'../x/y',GITHUB_REPOSITORY must be owner/name",
    "GITHUB_API_URL,'file:///etc',GITHUB_API_URL is not a valid address",
    "GITHUB_API_URL,'no address',GITHUB_API_URL is not a valid address"
  })
  void variablesThatWillNotDoAreNamed(String name, String value, String expected) {
    Map<String, String> variables = new HashMap<>(variables());
    variables.put(name, value);

    assertThatThrownBy(
            () ->
                PullRequestComment.of(
                    new GithubJob(variables), new PullRequest(7, "abc", "def"), "guard"))
        .isInstanceOf(CommentException.class)
        .hasMessageContaining(expected)
        .hasMessageNotContaining("two words");
  }

  @Test
  void aNameCannotEndTheMarker() {
    assertThatThrownBy(() -> comment("x --> y")).isInstanceOf(IllegalArgumentException.class);
  }
}
