package io.lanemark.process.ipc;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;

/// The directory of a private socket, and the tokens with which both sides authenticate. It is a
/// secret: it is sent over a pipe, never on a command line or in the environment.
///
/// The peer is told the directory before it is created, so that either side can delete it if the
/// other is killed.
public final class Rendezvous {
  private static final String DIRECTORY_PREFIX = "lanemark-";
  private static final String SOCKET = "socket";

  static final int TOKEN_BYTES = 32;

  private final Path directory;
  private final byte[] callerToken;
  private final byte[] hostToken;

  Rendezvous(Path directory, byte[] callerToken, byte[] hostToken) {
    this.directory = directory;
    this.callerToken = callerToken;
    this.hostToken = hostToken;
  }

  /// A directory that does not exist yet, in the temporary folder, or in another one if the path of
  /// a socket would be too long there.
  ///
  /// @return a new secret
  /// @throws IllegalStateException if it would be too long everywhere
  public static Rendezvous random() {
    Path name = name(Secret.RANDOM.nextLong());
    Path folder = SocketFolder.forSocket(name.resolve(SOCKET));
    return new Rendezvous(folder.resolve(name), randomToken(), randomToken());
  }

  /// Refuses what [#random] would refuse.
  ///
  /// @throws IllegalStateException if the path of a socket would be too long everywhere
  public static void checkFolder() {
    SocketFolder.forSocket(name(-1).resolve(SOCKET));
  }

  private static Path name(long number) {
    return Path.of(DIRECTORY_PREFIX + Long.toUnsignedString(number, Character.MAX_RADIX));
  }

  private static byte[] randomToken() {
    byte[] token = new byte[TOKEN_BYTES];
    Secret.RANDOM.nextBytes(token);
    return token;
  }

  /// Reads what [#writeTo] wrote.
  ///
  /// @param in where from
  /// @return the rendezvous
  /// @throws IOException if it is incomplete
  public static Rendezvous readFrom(DataInputStream in) throws IOException {
    Path directory = Path.of(in.readUTF());
    byte[] callerToken = new byte[TOKEN_BYTES];
    in.readFully(callerToken);
    byte[] hostToken = new byte[TOKEN_BYTES];
    in.readFully(hostToken);
    return new Rendezvous(directory, callerToken, hostToken);
  }

  /// Writes it for the peer.
  ///
  /// @param out where to
  /// @throws IOException if it cannot be written
  public void writeTo(DataOutputStream out) throws IOException {
    out.writeUTF(directory.toString());
    out.write(callerToken);
    out.write(hostToken);
  }

  /// Opens the page that is shared with the host. Must be called before [#connect].
  ///
  /// @return the page
  /// @throws IOException if it does not exist
  public ProgressPage openPage() throws IOException {
    return ProgressPage.open(pageFile());
  }

  /// Connects, sends the caller's token and checks the host's. The files are deleted afterwards.
  ///
  /// @param opening of the socket that is to be connected
  /// @return the connection
  /// @throws IOException if nobody listens, or the token is wrong
  public UninterruptibleSocket connect(SocketOpening opening) throws IOException {
    try {
      UninterruptibleSocket socket = UninterruptibleSocket.over(connected(opening.await()));
      OutputStream out = socket.output();
      out.write(callerToken);
      out.flush();
      if (!MessageDigest.isEqual(hostToken, socket.input().readNBytes(TOKEN_BYTES))) {
        socket.close();
        throw new IOException(
            "the process that listens in %s did not send the right token".formatted(directory));
      }
      return socket;
    } finally {
      deleteFiles();
    }
  }

  private SocketChannel connected(SocketChannel channel) throws IOException {
    try {
      channel.connect(UnixDomainSocketAddress.of(socketFile()));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Makes the directory, for this user only.
  void createDirectory() throws IOException {
    Files.createDirectory(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /// Whether a caller's token is the right one; in constant time.
  boolean isCaller(byte[] token) {
    return MessageDigest.isEqual(callerToken, token);
  }

  byte[] hostToken() {
    return hostToken;
  }

  Path directory() {
    return directory;
  }

  Path socketFile() {
    return directory.resolve(SOCKET);
  }

  Path pageFile() {
    return directory.resolve("progress");
  }

  /// Deletes the files and their directory. Both sides may call it, in any order and repeatedly.
  ///
  /// @throws IOException if they cannot be deleted
  public void deleteFiles() throws IOException {
    Files.deleteIfExists(socketFile());
    Files.deleteIfExists(pageFile());
    Files.deleteIfExists(directory);
  }

  /// Loaded only by the side that creates a rendezvous, because loading it takes long.
  private static final class Secret {
    static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}
  }
}
