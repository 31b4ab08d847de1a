package io.lanemark.process.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class PrivateSocketTest {
  private static CompletableFuture<UninterruptibleSocket> accept(PrivateSocket host) {
    CompletableFuture<UninterruptibleSocket> accepted = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                accepted.complete(host.accept());
              } catch (IOException e) {
                accepted.completeExceptionally(e);
              }
            });
    return accepted;
  }

  @Test
  void whoeverShowsTheWrongTokenIsTurnedAwayAndThePeerIsNot() throws Exception {
    try (PrivateSocket host = PrivateSocket.listenAt(Rendezvous.random())) {
      Path directory = host.rendezvous().directory();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
          .isEqualTo("rwx------");
      CompletableFuture<UninterruptibleSocket> accepted = accept(host);
      try (SocketChannel stranger =
          SocketChannel.open(UnixDomainSocketAddress.of(host.rendezvous().socketFile()))) {
        stranger.write(ByteBuffer.allocate(Rendezvous.TOKEN_BYTES));
        assertThat(stranger.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      }
      assertThat(accepted).isNotDone();
      try (UninterruptibleSocket peer = host.rendezvous().connect(SocketOpening.begin());
          UninterruptibleSocket here = accepted.get()) {
        peer.output().write(42);
        peer.output().flush();
        assertThat(here.input().read()).isEqualTo(42);
        assertThat(directory).doesNotExist();
      }
    }
  }

  @Test
  void aHostWithoutTheTokenIsRefused(@TempDir Path directory) throws Exception {
    byte[] token = new byte[Rendezvous.TOKEN_BYTES];
    Rendezvous rendezvous = new Rendezvous(directory, token, token);
    try (ServerSocketChannel impostor = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      impostor.bind(UnixDomainSocketAddress.of(rendezvous.socketFile()));
      Thread answering = Thread.ofPlatform().start(() -> answerOnce(impostor));
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> rendezvous.connect(SocketOpening.begin()))
          .withMessageContaining("did not send the right token");
      answering.join();
    }
  }

  @Test
  void aPathThatIsTooLongIsTold(@TempDir Path directory) {
    Path deep = directory.resolve("x".repeat(120));
    byte[] token = new byte[Rendezvous.TOKEN_BYTES];
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> PrivateSocket.listenAt(new Rendezvous(deep, token, token)))
        .withMessageContaining(deep.toString())
        .withMessageContaining("too long");
    assertThat(deep).doesNotExist();
  }

  private static void answerOnce(ServerSocketChannel impostor) {
    byte[] wrong = new byte[Rendezvous.TOKEN_BYTES];
    wrong[wrong.length - 1] = 1;
    try (SocketChannel caller = impostor.accept()) {
      // What is closed unread resets the connection.
      caller.read(ByteBuffer.allocate(Rendezvous.TOKEN_BYTES));
      caller.write(ByteBuffer.wrap(wrong));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void closingEndsTheWaitAndLeavesNoFile() throws Exception {
    PrivateSocket host = PrivateSocket.listenAt(Rendezvous.random());
    CompletableFuture<UninterruptibleSocket> accepted = accept(host);
    host.close();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> accepted.get(10, TimeUnit.SECONDS))
        .withCauseInstanceOf(IOException.class);
    assertThat(host.rendezvous().directory()).doesNotExist();
  }
}
