package io.lanemark.guard.export;

import io.lanemark.guard.export.GithubJob.PullRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The one comment of a job on a pull request. It begins with a hidden marker, by which the next
/// run finds and replaces it.
///
/// @param api address of GitHub's REST API
/// @param token authorizes the comment; never in any message
/// @param repository owner and name
/// @param number of the pull request
/// @param name distinguishes the comments of several jobs
public record PullRequestComment(
    URI api, String token, String repository, int number, String name) {

  /// Maximum length of a comment; GitHub allows slightly more, which is for the marker.
  public static final int MOST_CHARACTERS = 65_000;

  private static final String DEFAULT_API = "https://api.github.com";
  private static final Pattern REPOSITORY = Pattern.compile("[\\w.-]+/[\\w.-]+");
  private static final Pattern TOKEN = Pattern.compile("[!-~]+");
  private static final Pattern NAME = Pattern.compile("\\w[\\w. ]{0,59}");

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 1_000;
  private static final long MOST_BYTES = 64L << 20;
  private static final int LONGEST_REASON = 200;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Refuses an invalid name.
  public PullRequestComment {
    Objects.requireNonNull(api, "api");
    requireName(name);
  }

  /// Refuses a name that could end the marker.
  ///
  /// @param name of a comment
  /// @throws IllegalArgumentException if it is invalid
  public static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a name must be up to 60 letters, digits, points and spaces: '%s'".formatted(name));
    }
  }

  /// The comment of a job.
  ///
  /// @param job has the token
  /// @param request that is commented on
  /// @param name distinguishes the comments of several jobs; letters, digits, points and spaces
  /// @return the comment, which may not exist yet
  /// @throws CommentException if the job may not comment
  static PullRequestComment of(GithubJob job, PullRequest request, String name)
      throws CommentException {
    String token = job.variable("GITHUB_TOKEN").map(String::strip).orElse("");
    if (!TOKEN.matcher(token).matches()) {
      throw new CommentException("GITHUB_TOKEN is not set, or is not a valid token");
    }
    String repository = job.variable("GITHUB_REPOSITORY").orElse("");
    if (!REPOSITORY.matcher(repository).matches()) {
      throw new CommentException(
          "GITHUB_REPOSITORY must be owner/name: '%s'".formatted(repository));
    }
    return new PullRequestComment(
        api(job.variable("GITHUB_API_URL").orElse(DEFAULT_API)),
        token,
        repository,
        request.number(),
        name);
  }

  private static URI api(String address) throws CommentException {
    try {
      URI api = URI.create(address);
      if (api.getHost() != null
          && ("https".equals(api.getScheme()) || "http".equals(api.getScheme()))) {
        return api;
      }
    } catch (IllegalArgumentException e) {
      // Reported below.
    }
    throw new CommentException("GITHUB_API_URL is not a valid address: '%s'".formatted(address));
  }

  /// Replaces the comment of an earlier run, or writes a new one if there is none.
  ///
  /// @param markdown its text; cut at the end of a line if it is too long
  /// @throws CommentException if GitHub refuses it
  /// @throws InterruptedException if interrupted while waiting for an answer
  void replace(String markdown) throws CommentException, InterruptedException {
    String body = JSON.writeValueAsString(Map.of("body", marker() + "\n" + shortened(markdown)));
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(DEADLINE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    try {
      OptionalLong earlier = find(client);
      if (earlier.isPresent()) {
        send(client, "PATCH", "issues/comments/" + earlier.getAsLong(), body);
      } else {
        send(client, "POST", String.format(Locale.ROOT, "issues/%d/comments", number), body);
      }
    } finally {
      client.shutdownNow();
    }
  }

  private String marker() {
    return "<!-- lanemark guard: %s -->".formatted(name);
  }

  private static String shortened(String markdown) {
    if (markdown.length() <= MOST_CHARACTERS) {
      return markdown;
    }
    int end = markdown.lastIndexOf('\n', MOST_CHARACTERS);
    return markdown.substring(0, end < 0 ? MOST_CHARACTERS : end)
        + "\n\n… shortened; the full text is in the summary of the job.\n";
  }

  private OptionalLong find(HttpClient client) throws CommentException, InterruptedException {
    for (int page = 1; page <= MOST_PAGES; page++) {
      JsonNode comments =
          send(
              client,
              "GET",
              String.format(
                  Locale.ROOT, "issues/%d/comments?per_page=%d&page=%d", number, PAGE, page),
              "");
      for (JsonNode comment : comments) {
        if (comment.path("body").asString("").startsWith(marker())) {
          return OptionalLong.of(comment.path("id").asLong(0));
        }
      }
      if (comments.size() < PAGE) {
        return OptionalLong.empty();
      }
    }
    throw new CommentException(
        String.format(Locale.ROOT, "it has more than %d comments", MOST_PAGES * PAGE));
  }

  private JsonNode send(HttpClient client, String method, String path, String body)
      throws CommentException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("%s/repos/%s/%s".formatted(withoutEnd(api), repository, path)))
            .timeout(DEADLINE)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/vnd.github+json")
            .header("X-GitHub-Api-Version", "2022-11-28")
            .header("User-Agent", "lanemark")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = answer(client, request);
    if (answer.statusCode() / 100 != 2) {
      throw new CommentException(
          String.format(
              Locale.ROOT,
              "GitHub answers %d to %s: %s",
              answer.statusCode(),
              method,
              reason(answer.body())));
    }
    try {
      return JSON.readTree(answer.body());
    } catch (JacksonException e) {
      throw new CommentException("GitHub's answer to %s is not JSON".formatted(method));
    }
  }

  private static String withoutEnd(URI api) {
    String address = api.toString();
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  /// The timeout of a request ends with the first bytes of its answer.
  private HttpResponse<String> answer(HttpClient client, HttpRequest request)
      throws CommentException, InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
    try {
      return answer.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new CommentException(
          String.format(
              Locale.ROOT, "%s did not answer within %d s", api.getHost(), DEADLINE.toSeconds()));
    } catch (ExecutionException e) {
      throw new CommentException("%s cannot be reached: %s".formatted(api.getHost(), e.getCause()));
    }
  }

  private String reason(String answer) {
    String message;
    try {
      message = JSON.readTree(answer).path("message").asString("no reason given");
    } catch (JacksonException e) {
      message = "no reason given";
    }
    String hidden = message.replace(token, "***");
    return hidden.substring(0, Math.min(hidden.length(), LONGEST_REASON));
  }

  /// Without the token.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s on pull request %d of %s at %s", name, number, repository, api);
  }
}
