package io.lanemark.load;

import io.lanemark.workload.Resources;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The resources of one JVM: each opened once, by the first task that asks, and closed with the
/// others in the reverse order.
///
/// `OPEN -> CLOSED`. Safe for use by many threads; a resource that is already open is found without
/// a lock. An opener may open the resources that it needs itself.
public final class JvmResources implements Resources, AutoCloseable {

  private final int jvmIndex;
  private final int jvms;
  private final int inFlight;
  private final Map<String, URI> addresses;

  private final Map<Class<?>, AutoCloseable> opened = new ConcurrentHashMap<>();

  /// Guards all of the fields below, and writing to `opened`.
  private final ReentrantLock lock = new ReentrantLock();

  private final Set<Class<?>> opening = new HashSet<>();
  private final Deque<AutoCloseable> latestFirst = new ArrayDeque<>();
  private boolean closed;

  /// Opens nothing yet.
  ///
  /// @param jvmIndex which of the JVMs that run tasks this is, from 0
  /// @param jvms how many there are; at least 1
  /// @param inFlight K, over all of them; at least 1
  /// @param addresses where the backends of the run answer, by name
  public JvmResources(int jvmIndex, int jvms, int inFlight, Map<String, URI> addresses) {
    if (jvms < 1) {
      throw new IllegalArgumentException("jvms must be at least 1: " + jvms);
    }
    if (jvmIndex < 0 || jvmIndex >= jvms) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "jvmIndex must be from 0 to %d: %d", jvms - 1, jvmIndex));
    }
    if (inFlight < 1) {
      throw new IllegalArgumentException("inFlight must be at least 1: " + inFlight);
    }
    this.jvmIndex = jvmIndex;
    this.jvms = jvms;
    this.inFlight = inFlight;
    this.addresses = Map.copyOf(addresses);
  }

  /// Which of the JVMs that run tasks this is.
  ///
  /// @return from 0
  int jvmIndex() {
    return jvmIndex;
  }

  @Override
  public URI address(String backend) {
    URI address = addresses.get(backend);
    if (address == null) {
      throw new IllegalArgumentException(
          "this run has no backend '%s'; expected one of %s"
              .formatted(backend, new TreeSet<>(addresses.keySet())));
    }
    return address;
  }

  /// {@inheritDoc}
  ///
  /// If the total does not divide evenly, the JVMs with the lowest indexes get more.
  @Override
  public int share(int total) {
    if (total < jvms) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "a total for %d JVMs must be at least %d: %d", jvms, jvms, total));
    }
    return total / jvms + (jvmIndex < total % jvms ? 1 : 0);
  }

  @Override
  public int inFlight() {
    return inFlight;
  }

  /// {@inheritDoc}
  ///
  /// @throws IllegalStateException if these resources are closed, or the opener asks for what it is
  ///   to open
  /// @throws InterruptedException if interrupted while another thread opens a resource
  @Override
  public <T extends AutoCloseable> T open(Class<T> type, Opener<T> opener) throws Exception {
    AutoCloseable present = opened.get(type);
    return present != null ? type.cast(present) : openOnce(type, opener);
  }

  private <T extends AutoCloseable> T openOnce(Class<T> type, Opener<T> opener) throws Exception {
    lock.lockInterruptibly();
    try {
      if (closed) {
        throw new IllegalStateException("closed; cannot open " + type.getName());
      }
      AutoCloseable present = opened.get(type);
      if (present != null) {
        return type.cast(present);
      }
      if (!opening.add(type)) {
        throw new IllegalStateException(type.getName() + " is requested by its own opener");
      }
      try {
        T resource = opener.open(this);
        latestFirst.push(resource);
        opened.put(type, resource);
        return resource;
      } finally {
        opening.remove(type);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Closes what was opened, the latest first; waits for a resource that is being opened. Does
  /// nothing the second time.
  ///
  /// @throws IllegalStateException if resources could not be closed, after all were tried: the
  ///   first failure is its cause, the others are suppressed
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      opened.clear();
      IllegalStateException failure = null;
      while (!latestFirst.isEmpty()) {
        AutoCloseable resource = latestFirst.pop();
        try {
          resource.close();
        } catch (Exception e) {
          if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
          }
          if (failure == null) {
            failure = new IllegalStateException("cannot close " + resource.getClass().getName(), e);
          } else {
            failure.addSuppressed(e);
          }
        }
      }
      if (failure != null) {
        throw failure;
      }
    } finally {
      lock.unlock();
    }
  }
}
