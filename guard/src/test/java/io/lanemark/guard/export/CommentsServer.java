package io.lanemark.guard.export;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Plays the comments of pull request 7, as GitHub's REST API has them.
public final class CommentsServer implements AutoCloseable {

  /// Where the pull request is.
  public static final String REPOSITORY = "some.owner/some-project";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern PAGE = Pattern.compile("per_page=(\\d+)&page=(\\d+)");
  private static final String COMMENTS = "/repos/" + REPOSITORY + "/issues/7/comments";
  private static final String COMMENT = "/repos/" + REPOSITORY + "/issues/comments/";

  private final HttpServer server;
  private final String token;
  private final List<String> comments = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private @Nullable Answer refusal;

  private CommentsServer(HttpServer server, String token) {
    this.server = server;
    this.token = token;
  }

  /// Starts it on the loopback.
  public static CommentsServer start(String token) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    CommentsServer comments = new CommentsServer(server, token);
    server.createContext("/", comments::handle);
    server.start();
    return comments;
  }

  /// For `GITHUB_API_URL`.
  public String address() {
    return String.format(
        Locale.ROOT,
        "http://%s:%d",
        InetAddress.getLoopbackAddress().getHostAddress(),
        server.getAddress().getPort());
  }

  /// Somebody comments.
  public synchronized void add(String body) {
    comments.add(body);
  }

  /// All comments, in order.
  public synchronized List<String> comments() {
    return List.copyOf(comments);
  }

  /// The methods of all requests, in order.
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /// Answers nothing else from now on.
  public synchronized void refuse(int status, String body) {
    refusal = new Answer(status, body);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Answer answer = answer(exchange, body);
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private synchronized Answer answer(HttpExchange exchange, String body) {
    requests.add(exchange.getRequestMethod());
    if (refusal != null) {
      return refusal;
    }
    if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return new Answer(401, "{\"message\":\"Bad credentials\"}");
    }
    String path = exchange.getRequestURI().getPath();
    return switch (exchange.getRequestMethod()) {
      case "GET" ->
          path.equals(COMMENTS) ? page(exchange.getRequestURI().getQuery()) : Answer.NOT_FOUND;
      case "POST" -> {
        if (!path.equals(COMMENTS)) {
          yield Answer.NOT_FOUND;
        }
        comments.add(text(body));
        yield new Answer(201, "{}");
      }
      case "PATCH" -> {
        if (!path.startsWith(COMMENT)) {
          yield Answer.NOT_FOUND;
        }
        comments.set(Integer.parseInt(path.substring(COMMENT.length())) - 1, text(body));
        yield new Answer(200, "{}");
      }
      default -> Answer.NOT_FOUND;
    };
  }

  private Answer page(String query) {
    Matcher page = PAGE.matcher(query);
    if (!page.matches()) {
      return Answer.NOT_FOUND;
    }
    int size = Integer.parseInt(page.group(1));
    int from = size * (Integer.parseInt(page.group(2)) - 1);
    return new Answer(
        200,
        JSON.writeValueAsString(
            IntStream.range(Math.min(from, comments.size()), Math.min(from + size, comments.size()))
                .mapToObj(i -> Map.of("id", i + 1, "body", comments.get(i)))
                .toList()));
  }

  private static String text(String body) {
    return JSON.readTree(body).path("body").asString();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private record Answer(int status, String body) {
    static final Answer NOT_FOUND = new Answer(404, "{\"message\":\"Not Found\"}");
  }
}
