package io.lanemark.benchmarks.backend;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Processes that tests start.
final class Mains {

  private Mains() {}

  /// Says other things before its address, and after.
  static final class Chatty {
    private Chatty() {}

    public static void main(String... arguments) throws Exception {
      System.out.println("Listening for transport dt_socket at address: 5005");
      System.out.println("ready odd:wrong");
      System.out.println("failed odd");
      System.out.print("no line break: ");
      System.out.println(arguments[0] + "ready odd:address");
      System.out.println("[0.1s][info][gc] GC(0) Pause Young");
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /// Says something else than an address.
  static final class WrongAnswer {
    private WrongAnswer() {}

    public static void main(String... arguments) throws Exception {
      System.out.println(arguments[0] + "hello");
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /// Says nothing.
  static final class Silent {
    private Silent() {}

    public static void main(String... arguments) throws Exception {
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /// Serves, and does not end when its parent wants it to.
  static final class Stubborn {
    private Stubborn() {}

    public static void main(String... arguments) throws Exception {
      System.out.println(arguments[0] + "ready odd:address");
      new CountDownLatch(1).await();
    }
  }

  /// Ends with a word of why.
  static final class Failing {
    private Failing() {}

    public static void main(String... arguments) {
      System.err.println("out of luck");
      System.exit(3);
    }
  }

  /// Ends without a word.
  static final class Mute {
    private Mute() {}

    public static void main(String... arguments) {
      System.exit(3);
    }
  }

  /// Starts a backend, says its process id, and waits to be killed.
  static final class Owner {
    private Owner() {}

    public static void main(String... arguments) throws Exception {
      BackendProcess backend =
          BackendProcess.start(
              arguments[0], Path.of(arguments[1]), Map.of(), BackendProcess.START_DEADLINE);
      System.out.println(backend.pid());
      new CountDownLatch(1).await();
    }
  }
}
