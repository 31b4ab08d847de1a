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
import io.lanemark.process.launch.Descendants;
import io.lanemark.process.launch.ExitMarkFile;
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

/// A JVM that runs one body and ends. It shares the standard output and error of this process, and
/// it halts when this JVM ends in any way.
public final class ChildProcess {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Process process;
  private final RandomAccessFile exitMark;
  private final CompletableFuture<Integer> exitCode;
  private volatile boolean killed;

  private ChildProcess(Process process, Path markName, RandomAccessFile exitMark) {
    this.process = process;
    this.exitMark = exitMark;
    this.exitCode = process.onExit().thenApply(ended -> onExit(ended, markName));
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
            "lanemark-exit-" + Long.toUnsignedString(RANDOM.nextLong(), Character.MAX_RADIX));
    Process process = settings.command(ChildMain.class, name).startOnOwnOutput();
    DataOutputStream boot = new DataOutputStream(process.getOutputStream());
    try {
      sendNames(boot, markName, name);
      Files.createFile(
          markName,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      ChildProcess child =
          new ChildProcess(process, markName, new RandomAccessFile(markName.toFile(), "r"));
      sendBody(boot, encoded);
      return child;
    } catch (IOException e) {
      process.destroyForcibly();
      ExitMarkFile.delete(markName.toString());
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

  private int onExit(Process ended, Path markName) {
    boolean marked;
    try (exitMark;
        var _ = ended.getOutputStream()) {
      marked = exitMark.length() > 0;
    } catch (IOException e) {
      marked = false;
    }
    ExitMarkFile.delete(markName.toString());
    return new ExitStatus(ended.exitValue(), marked, killed).codeOrMinusSignal();
  }

  /// Which process it is.
  ///
  /// @return its process id
  public long pid() {
    return process.pid();
  }

  /// What it ends with.
  ///
  /// @return completes when the process has ended, with its exit code or minus the signal that
  ///   ended it; `Runtime.halt(128 + n)` looks like signal n
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
      Descendants.killWithRoot(process.toHandle());
    }
  }
}
