package io.lanemark.registry;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Services by name.
///
/// @param <T> type of the service
public final class Registry<T> {

  private final String what;
  private final SortedMap<String, T> byName;

  private Registry(String what, SortedMap<String, T> byName) {
    this.what = what;
    this.byName = Collections.unmodifiableSortedMap(byName);
  }

  /// All providers of a service on the class path.
  ///
  /// @param service what [ServiceLoader] looks for
  /// @param what the word for one of them in messages, such as `model`
  /// @param nameOf returns a provider's name
  /// @param <T> type of the service
  /// @return the providers by name
  /// @throws BadProviderException if one cannot be loaded or created, has no name, or has the name
  ///   of another
  public static <T> Registry<T> load(Class<T> service, String what, Function<T, String> nameOf) {
    SortedMap<String, T> byName = new TreeMap<>();
    Iterator<T> found = ServiceLoader.load(service).iterator();
    for (T provider = next(found, what); provider != null; provider = next(found, what)) {
      String name = name(provider, what, nameOf);
      T other = byName.put(name, provider);
      if (other != null) {
        throw new BadProviderException(
            "two providers of the %s '%s': %s and %s"
                .formatted(what, name, other.getClass().getName(), provider.getClass().getName()),
            null);
      }
    }
    return new Registry<>(what, byName);
  }

  /// `hasNext` loads the class of a provider, and `next` runs its code, so both can fail.
  private static <T> @Nullable T next(Iterator<T> found, String what) {
    try {
      return found.hasNext() ? found.next() : null;
    } catch (ServiceConfigurationError e) {
      String reason = e.getCause() == null ? "" : ": " + BadProviderException.words(e.getCause());
      throw new BadProviderException(
          "a provider of a %s cannot be used: %s%s".formatted(what, e.getMessage(), reason), e);
    } catch (LinkageError e) {
      throw new BadProviderException(
          "a provider of a %s cannot be loaded: %s".formatted(what, BadProviderException.words(e)),
          e);
    }
  }

  private static <T> String name(T provider, String what, Function<T, String> nameOf) {
    String name;
    try {
      name = nameOf.apply(provider);
    } catch (RuntimeException | LinkageError e) {
      throw new BadProviderException(
          "the provider %s of a %s cannot be asked for its name: %s"
              .formatted(provider.getClass().getName(), what, BadProviderException.words(e)),
          e);
    }
    if (name == null) {
      throw new BadProviderException(
          "the provider %s of a %s has no name".formatted(provider.getClass().getName(), what),
          null);
    }
    return name;
  }

  /// The one with this name.
  ///
  /// @param name its name
  /// @return the provider
  /// @throws UnknownNameException if there is none; the message lists all names
  public T named(String name) {
    T found = byName.get(name);
    if (found == null) {
      throw new UnknownNameException(what, name, byName.keySet());
    }
    return found;
  }

  /// Those with these names.
  ///
  /// @param names their names
  /// @return the providers, in the order of the names, each once
  /// @throws UnknownNameException if one is missing
  public List<T> named(Collection<String> names) {
    return names.stream().distinct().map(this::named).toList();
  }

  /// All of them.
  ///
  /// @return the providers in the order of their names
  public Collection<T> all() {
    return byName.values();
  }
}
