package io.lanemark.process.ipc;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/// A Unix-domain socket that waits for exactly one peer: in a directory of its own that only this
/// user can enter, behind a pair of tokens used once, and, where the system tells, for a peer of
/// the same user. Its files are deleted as soon as the peer is there.
public final class PrivateSocket implements Closeable {
  /// What the names of the directories begin with.
  public static final String DIRECTORY_PREFIX = "lanemark-";

  private static final Duration TOKEN_LIMIT = Duration.ofSeconds(10);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Rendezvous rendezvous;
  private final ServerSocketChannel server;

  private PrivateSocket(Rendezvous rendezvous, ServerSocketChannel server) {
    this.rendezvous = rendezvous;
    this.server = server;
  }

  /// Makes the directory and listens there.
  ///
  /// @return close it, whatever happens
  /// @throws IOException if the temporary directory cannot be written, or its path is too long
  public static PrivateSocket open() throws IOException {
    Path directory =
        Files.createTempDirectory(
            DIRECTORY_PREFIX,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Rendezvous rendezvous = new Rendezvous(directory, randomToken(), randomToken());
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(rendezvous.socketFile()));
      return new PrivateSocket(rendezvous, server);
    } catch (IOException | RuntimeException e) {
      server.close();
      rendezvous.deleteFiles();
      throw e;
    }
  }

  /// What the peer must know.
  ///
  /// @return keep it off command lines
  public Rendezvous rendezvous() {
    return rendezvous;
  }

  /// Waits for the peer; whoever else connects is turned away. Closing this socket from another
  /// thread ends the wait.
  ///
  /// @return the connection
  /// @throws IOException if this socket was closed
  public UninterruptibleSocket accept() throws IOException {
    while (true) {
      UninterruptibleSocket socket = new UninterruptibleSocket(server.accept());
      boolean admitted = false;
      try {
        admitted = isOwnUser(socket) && showsToken(socket);
      } catch (IOException e) {
        // A stranger that hung up or kept silent; the peer is still to come.
      } finally {
        if (!admitted) {
          socket.close();
        }
      }
      if (admitted) {
        close();
        return socket;
      }
    }
  }

  private boolean isOwnUser(UninterruptibleSocket socket) throws IOException {
    Optional<UserPrincipal> peer = socket.peerUser();
    return peer.isEmpty() || peer.get().equals(Files.getOwner(rendezvous.directory()));
  }

  private boolean showsToken(UninterruptibleSocket socket) throws IOException {
    socket.limitReads(TOKEN_LIMIT);
    if (!rendezvous.isCaller(socket.input().readNBytes(Rendezvous.TOKEN_BYTES))) {
      return false;
    }
    socket.limitReads(Duration.ZERO);
    socket.output().write(rendezvous.hostToken());
    return true;
  }

  /// Stops listening and deletes the files.
  @Override
  public void close() throws IOException {
    server.close();
    rendezvous.deleteFiles();
  }

  private static byte[] randomToken() {
    byte[] token = new byte[Rendezvous.TOKEN_BYTES];
    RANDOM.nextBytes(token);
    return token;
  }
}
