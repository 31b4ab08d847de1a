package io.lanemark.registry;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

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
  /// @param what what messages call one of them, such as `model`
  /// @param nameOf answers a provider's name
  /// @param <T> type of the service
  /// @return the providers by name
  /// @throws IllegalStateException if two have the same name
  public static <T> Registry<T> load(Class<T> service, String what, Function<T, String> nameOf) {
    SortedMap<String, T> byName = new TreeMap<>();
    for (T provider : ServiceLoader.load(service)) {
      T other = byName.put(nameOf.apply(provider), provider);
      if (other != null) {
        throw new IllegalStateException(
            "two providers of the %s '%s': %s and %s"
                .formatted(
                    what,
                    nameOf.apply(provider),
                    other.getClass().getName(),
                    provider.getClass().getName()));
      }
    }
    return new Registry<>(what, byName);
  }

  /// The one with this name.
  ///
  /// @param name its name
  /// @return the provider
  /// @throws UnknownNameException if there is none; the message lists those that there are
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
  /// @return the providers, in the order of the names
  /// @throws UnknownNameException if one is missing
  public List<T> named(Collection<String> names) {
    return names.stream().map(this::named).toList();
  }

  /// All of them.
  ///
  /// @return the providers in the order of their names
  public Collection<T> all() {
    return byName.values();
  }
}
