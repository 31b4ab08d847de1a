package io.lanemark.process.ipc;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/// A connection to one peer, whatever carries it: two blocking streams that an interrupt does not
/// break. An interrupt stays pending for whoever asked.
///
/// One thread may read while another writes; close it from any thread.
public interface Connection extends Closeable {

  /// What comes in. For one thread.
  ///
  /// @return ends when the peer has closed the connection
  InputStream input();

  /// What goes out. For one thread at a time.
  ///
  /// @return buffered: it sends what fills its buffer, and the rest when flushed
  OutputStream output();

  /// Bounds how long a read waits.
  ///
  /// @param limit zero for no bound
  void limitReads(Duration limit);

  /// Says that the peer has ended: what it has sent can still be read, then the stream ends, even
  /// if somebody else inherited the peer's end.
  void peerEnded();
}
