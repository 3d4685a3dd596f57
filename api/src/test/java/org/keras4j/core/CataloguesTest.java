package org.keras4j.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;

@Timeout(60)
class CataloguesTest {
  private final List<String> warnings = new ArrayList<>();
  private final Catalogues catalogues = new Catalogues(warnings::add);

  @TempDir Path temp;

  private static Entry<?> type(String name) {
    return Activation.KIND.entry(name, Activations.LINEAR);
  }

  private Set<String> names() {
    return catalogues.entries().stream().map(Entry::className).collect(Collectors.toSet());
  }

  /** Its entries cannot be listed. */
  private static final class Broken implements Catalogue {
    @Override
    public List<Entry<?>> entries() {
      throw new NoClassDefFoundError("some/Library");
    }
  }

  @Test
  void oneThatFailsIsNamedAndTheOthersAreThere() {
    Iterator<Catalogue> all =
        List.<Catalogue>of(
                () -> List.of(type("A")),
                new Broken(),
                () -> null,
                () -> Arrays.asList(type("B"), null),
                () -> List.of(type("C"), type("A")))
            .iterator();
    catalogues.addAll(all);
    assertEquals(Set.of("A", "C"), names());
    assertEquals(3, warnings.size());
    String first = warnings.get(0);
    assertTrue(first.contains(Broken.class.getName()) && first.contains("some/Library"), first);
    assertTrue(catalogues.failures().contains("some/Library"), catalogues.failures());
  }

  @Test
  void aClassThatIsNotThereIsNamed() throws Exception {
    Path services = Files.createDirectories(temp.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(Catalogue.class.getName()), "no.such.Catalogue\nno.other.One\n");
    URL[] path = {temp.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
      catalogues.addAll(ServiceLoader.load(Catalogue.class, loader).iterator());
    }
    assertEquals(2, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).contains("no.such.Catalogue"), warnings.get(0));
    assertTrue(warnings.get(1).contains("no.other.One"), warnings.get(1));
  }

  @Test
  void aLoaderThatFailsForEverIsGivenUp() {
    catalogues.addAll(
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            throw new ServiceConfigurationError("broken");
          }

          @Override
          public Catalogue next() {
            throw new AssertionError();
          }
        });
    assertEquals(Set.of(), names());
  }
}
