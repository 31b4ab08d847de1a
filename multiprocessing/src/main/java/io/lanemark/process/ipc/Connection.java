package io.lanemark.process.ipc;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/// A connection to one peer over any transport: two blocking streams that an interrupt does not
/// break. The interrupt stays pending.
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

  /// Limits how long a read waits.
  ///
  /// @param limit zero for no limit
  void limitReads(Duration limit);

  /// Called when the peer has ended: what it has sent can still be read, then the stream ends, even
  /// if another process inherited the peer's end.
  void peerEnded();
}
