package io.lanemark.process.procfs;

import io.lanemark.process.launch.JvmCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// A parent JVM and children that hold a known amount of memory, all of them otherwise as quiet as
/// JVMs can be. Each says `ready` when it holds what it should, and ends when its standard input
/// does.
final class MemoryFamily {

  static final int MEBIBYTE = 1 << 20;

  private static final byte TOUCHED = 1;
  private static final List<String> QUIET =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms16m", "-Xmx16m");

  private MemoryFamily() {}

  /// Starts a family.
  ///
  /// @param children how many
  /// @param touchedMiB how much each touches of its own memory, and of the shared file
  static Process start(int children, int touchedMiB, Path sharedFile) throws IOException {
    return jvm(Integer.toString(children), Integer.toString(touchedMiB), sharedFile.toString());
  }

  /// A parent where the first argument is a number of children, a child where it is 0.
  ///
  /// @param arguments number of children; memory to touch, in MiB; the shared file
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int children = Integer.parseInt(arguments[0]);
    int touchedMiB = Integer.parseInt(arguments[1]);
    if (children == 0) {
      long bytes = (long) touchedMiB * MEBIBYTE;
      Arena.global().allocate(bytes).fill(TOUCHED);
      map(Path.of(arguments[2]), bytes).fill(TOUCHED);
      readyUntilInputEnds();
    } else {
      List<Process> started = new ArrayList<>();
      for (int i = 0; i < children; i++) {
        started.add(jvm("0", arguments[1], arguments[2]));
      }
      for (Process child : started) {
        awaitReady(child);
      }
      readyUntilInputEnds();
      for (Process child : started) {
        child.getOutputStream().close();
        child.waitFor();
      }
    }
  }

  static void awaitReady(Process jvm) throws IOException {
    BufferedReader out = jvm.inputReader();
    String line = out.readLine();
    if (!"ready".equals(line)) {
      String error = new String(jvm.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      throw new IllegalStateException("a JVM said " + line + " in place of ready: " + error);
    }
  }

  private static Process jvm(String... arguments) throws IOException {
    return JvmCommand.likeThisOne(MemoryFamily.class, arguments).withJvmOptions(QUIET).start();
  }

  private static MemorySegment map(Path file, long bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, Arena.global());
    }
  }

  private static void readyUntilInputEnds() throws IOException {
    System.out.println("ready");
    System.in.transferTo(OutputStream.nullOutputStream());
  }
}
