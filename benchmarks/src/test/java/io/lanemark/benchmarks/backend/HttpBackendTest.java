package io.lanemark.benchmarks.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lanemark.process.launch.JvmCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class HttpBackendTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"127.0.0.1, http://127.0.0.1:80/", "::1, http://[0:0:0:0:0:0:0:1]:80/"})
  void itsAddressCanBeParsed(String literal, String expected) {
    URI address = HttpBackend.address(new InetSocketAddress(InetAddress.ofLiteral(literal), 80));

    assertThat(address).hasToString(expected);
    assertThat(URI.create(expected)).hasPort(80).hasPath("/");
  }

  @Test
  void answersOnTheLoopbackOfIpv6() throws Exception {
    assumeThat(hasIpv6Loopback()).isTrue();
    JvmCommand command =
        JvmCommand.likeThisOne(BackendMain.class, "http", directory.toString(), "")
            .withJvmOptions(List.of("-Djava.net.preferIPv6Addresses=true"));
    try (BackendProcess backend =
            BackendProcess.start("http", directory, command, BackendProcess.START_DEADLINE);
        HttpClient client = HttpClient.newHttpClient()) {
      URI page = new PageAddress(1024, 0, 0, 1).on(backend.address());
      assertThat(page.toString()).startsWith("http://[0:0:0:0:0:0:0:1]:");
      assertThat(
              client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofByteArray()).body())
          .isEqualTo(Page.html(1, 1024));
    }
  }

  private static boolean hasIpv6Loopback() {
    try (ServerSocket _ = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
