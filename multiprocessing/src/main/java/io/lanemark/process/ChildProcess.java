package io.lanemark.process;

import io.lanemark.process.ipc.Codec;
import io.lanemark.process.ipc.CodecException;
import io.lanemark.process.ipc.Frame;
import io.lanemark.process.ipc.FrameType;
import io.lanemark.process.ipc.FrameWriter;
import io.lanemark.process.ipc.Limits;
import io.lanemark.process.ipc.Payload;
import io.lanemark.process.ipc.PayloadCodec;
import io.lanemark.process.ipc.RecordTypes;
import io.lanemark.process.launch.ExitMarkFile;
import io.lanemark.process.launch.ExitWatch;
import io.lanemark.process.launch.JvmCommand;
import io.lanemark.process.launch.ProcessFamily;
import io.lanemark.process.launch.RecursiveStartCheck;
import io.lanemark.process.worker.ChildMain;
import io.lanemark.task.SerializableCallable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;

/// A JVM that runs one body and ends, and with it all that it has started. It shares the standard
/// output and error of this process, and it halts when this JVM ends in any way.
public final class ChildProcess {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Process process;
  private final ProcessFamily family;
  private final Path markName;
  private final RandomAccessFile exitMark;
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private volatile boolean killed;

  private ChildProcess(
      Process process, ProcessFamily family, Path markName, RandomAccessFile exitMark) {
    this.process = process;
    this.family = family;
    this.markName = markName;
    this.exitMark = exitMark;
  }

  /// Starts one.
  ///
  /// @param settings the JVM to start
  /// @param name for lists of processes
  /// @param body runs in its main thread
  /// @param maxBodyBytes limits how long its serialised form may be
  /// @return a running process
  /// @throws IllegalArgumentException if the body cannot be serialised, the message names the class
  ///   and the field; or the class path does not have this library, or has characters that the
  ///   locale of this JVM does not have
  /// @throws IllegalStateException while a class is initialised in a process that this library has
  ///   started
  /// @throws IOException if it cannot be started, or the temporary folder cannot be written
  public static ChildProcess start(
      JvmSettings settings, String name, SerializableCallable<?> body, long maxBodyBytes)
      throws IOException {
    RecursiveStartCheck.refuseWhileClassIsInitialised("a child");
    settings.command(ChildMain.class).check();
    Payload encoded;
    try {
      encoded =
          new PayloadCodec(new Codec(Limits.ofMessages(maxBodyBytes)), RecordTypes.NONE)
              .encode(body);
    } catch (CodecException e) {
      throw new IllegalArgumentException(
          "%s cannot be sent to another process: %s".formatted(name, e.getMessage()), e);
    }
    Path markName =
        Path.of(
                System.getProperty("java.io.tmpdir"),
                "lanemark-exit-" + Long.toUnsignedString(RANDOM.nextLong(), Character.MAX_RADIX))
            .toAbsolutePath();
    ProcessFamily family = ProcessFamily.create();
    Process process = start(family, settings.command(ChildMain.class, name));
    DataOutputStream boot = new DataOutputStream(process.getOutputStream());
    try {
      sendNames(boot, markName, name);
      Files.createFile(
          markName,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      ChildProcess child =
          new ChildProcess(process, family, markName, new RandomAccessFile(markName.toFile(), "r"));
      Thread _ = ExitWatch.start(process, name + "-exit", child::ended);
      sendBody(boot, encoded);
      return child;
    } catch (IOException | RuntimeException | Error e) {
      process.destroyForcibly();
      ExitMarkFile.delete(markName.toString());
      throw e;
    }
  }

  private static Process start(ProcessFamily family, JvmCommand command) throws IOException {
    try {
      return family.mark(command).startOnOwnOutput();
    } catch (RuntimeException | Error e) {
      // Without another thread, the JDK leaves a process that it has started and cannot watch.
      family.kill();
      throw e;
    }
  }

  /// The child gets the name of the file before it exists, so that one of the two can delete it if
  /// the other is killed. Its own name is on its command line too, where a locale may change it.
  private static void sendNames(DataOutputStream boot, Path markName, String name) {
    try {
      boot.writeUTF(markName.toString());
      boot.writeUTF(name);
      boot.flush();
    } catch (IOException e) {
      // It has ended; its exit code and its standard error say why.
    }
  }

  private static void sendBody(DataOutputStream boot, Payload encoded) {
    try {
      new FrameWriter(boot).write(new Frame(FrameType.BOOT, 0, encoded));
    } catch (IOException e) {
      // It has ended; its exit code and its standard error say why.
    }
  }

  private void ended() {
    try {
      if (killed) {
        family.kill();
      } else {
        family.end();
      }
    } finally {
      CompletableFuture<Integer> _ = exitCode.completeAsync(this::code, Runnable::run);
    }
  }

  private int code() {
    boolean marked;
    try (exitMark;
        var _ = process.getOutputStream()) {
      marked = exitMark.length() > 0;
    } catch (IOException e) {
      marked = false;
    }
    ExitMarkFile.delete(markName.toString());
    return new ExitStatus(process.exitValue(), marked, killed).codeOrMinusSignal();
  }

  /// Which process it is.
  ///
  /// @return its process id
  public long pid() {
    return process.pid();
  }

  /// What it ends with.
  ///
  /// @return completes when the process and all that it has started have ended, with its exit code
  ///   or minus the signal that ended it; `Runtime.halt(128 + n)` looks like signal n
  public CompletableFuture<Integer> exitCode() {
    return exitCode.copy();
  }

  /// Asks it to end: SIGTERM, which runs its shutdown hooks.
  public void terminate() {
    process.destroy();
  }

  /// Ends it and the processes that it has started: SIGKILL.
  public void kill() {
    killed = true;
    if (process.isAlive()) {
      ProcessFamily.killTree(process.toHandle());
    }
  }
}
