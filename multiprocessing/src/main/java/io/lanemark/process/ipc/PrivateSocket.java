package io.lanemark.process.ipc;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A Unix-domain socket that waits for exactly one peer. It is in a directory that only this user
/// can enter, it is protected by two one-time tokens, and, if the system reports the peer's user,
/// that must be the same user. Its files are deleted as soon as the peer has connected.
///
/// If this JVM exits, also by SIGINT or SIGTERM, it deletes the files. If it is killed, the peer
/// deletes them, because it knows them from the [Rendezvous].
public final class PrivateSocket implements Closeable {
  private static final Duration TOKEN_LIMIT = Duration.ofSeconds(10);

  /// Sockets whose files exist; null once this JVM exits, when no more may be created.
  private static @Nullable Set<PrivateSocket> listening = new HashSet<>();

  private static final Object LOCK = new Object();

  private final Rendezvous rendezvous;
  private final ServerSocketChannel server;

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(PrivateSocket::endAll, "delete-socket-directories"));
  }

  private PrivateSocket(Rendezvous rendezvous, ServerSocketChannel server) {
    this.rendezvous = rendezvous;
    this.server = server;
  }

  /// Makes the directory and listens there.
  ///
  /// @param rendezvous new; the peer should know of it by now
  /// @return close it, whatever happens
  /// @throws IOException if the temporary directory cannot be written, its path is too long, or
  ///   this JVM is shutting down
  public static PrivateSocket listenAt(Rendezvous rendezvous) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    PrivateSocket socket = new PrivateSocket(rendezvous, server);
    try {
      synchronized (LOCK) {
        if (listening == null) {
          throw new IOException("this JVM is shutting down and accepts no more connections");
        }
        rendezvous.createDirectory();
        listening.add(socket);
      }
      bind(server, rendezvous.socketFile());
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private static void bind(ServerSocketChannel server, Path file) throws IOException {
    try {
      server.bind(UnixDomainSocketAddress.of(file));
    } catch (SocketException e) {
      throw new IOException("cannot listen at %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void endAll() {
    synchronized (LOCK) {
      Set<PrivateSocket> open = listening == null ? Set.of() : listening;
      listening = null;
      for (PrivateSocket socket : open) {
        try {
          socket.close();
        } catch (IOException e) {
          // The JVM exits: nobody is left to be told, and the peer tries, too.
        }
      }
    }
  }

  /// What the peer must know.
  ///
  /// @return keep it off command lines
  public Rendezvous rendezvous() {
    return rendezvous;
  }

  /// Makes the page that is shared with the peer; once.
  ///
  /// @return the page
  /// @throws IOException if the temporary directory is full
  public ProgressPage createPage() throws IOException {
    return ProgressPage.create(rendezvous.pageFile());
  }

  /// Waits for the peer; any other connection is closed. Closing this socket from another thread
  /// ends the wait.
  ///
  /// @return the connection
  /// @throws IOException if this socket was closed
  public UninterruptibleSocket accept() throws IOException {
    while (true) {
      UninterruptibleSocket socket = UninterruptibleSocket.over(server.accept());
      boolean admitted = false;
      try {
        admitted = isOwnUser(socket) && showsToken(socket);
      } catch (IOException e) {
        // A stranger that closed the connection or sent nothing; the peer has not connected yet.
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
    OutputStream out = socket.output();
    out.write(rendezvous.hostToken());
    out.flush();
    return true;
  }

  /// Stops listening and deletes the files.
  @Override
  public void close() throws IOException {
    try {
      server.close();
    } finally {
      rendezvous.deleteFiles();
    }
    synchronized (LOCK) {
      if (listening != null) {
        listening.remove(this);
      }
    }
  }
}
