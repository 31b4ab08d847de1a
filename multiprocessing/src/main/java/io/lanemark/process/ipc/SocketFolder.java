package io.lanemark.process.ipc;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The folder below which sockets are made: the temporary folder, or another one if the path of a
/// socket would be too long there.
public final class SocketFolder {
  /// Linux allows 107 bytes and macOS 103, of which the JDK uses one less.
  private static final int MAX_PATH_BYTES = 102;

  private static final Charset CHARSET = Charset.forName(System.getProperty("sun.jnu.encoding"));
  private static final Path OWN_PROCESS = Path.of("/proc/self");

  private SocketFolder() {}

  /// The first folder in which this path fits.
  ///
  /// @param relative path of a socket
  /// @return the folder
  /// @throws IllegalStateException if it fits in none; names the limit
  public static Path forSocket(Path relative) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    return fits(temporary.resolve(relative)) ? temporary : other(temporary, others(), relative);
  }

  static Path other(Path temporary, List<Path> others, Path relative) {
    for (Path folder : others) {
      if (Files.isWritable(folder) && fits(folder.resolve(relative))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        String.format(
            Locale.ROOT,
            "the path of a socket may have %d bytes, and %s is longer; set java.io.tmpdir to a"
                + " folder with a shorter path, or let this user write in one of %s",
            MAX_PATH_BYTES,
            temporary.resolve(relative),
            others));
  }

  private static boolean fits(Path socket) {
    return socket.toString().getBytes(CHARSET).length <= MAX_PATH_BYTES;
  }

  private static List<Path> others() {
    List<Path> folders = new ArrayList<>();
    try {
      folders.add(Path.of("/run/user/" + Files.getAttribute(OWN_PROCESS, "unix:uid")));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      // Without /proc there is no /run/user either.
    }
    folders.add(Path.of("/dev/shm"));
    folders.add(Path.of("/tmp"));
    return folders;
  }
}
