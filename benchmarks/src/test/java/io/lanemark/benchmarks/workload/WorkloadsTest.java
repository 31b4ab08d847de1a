package io.lanemark.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lanemark.benchmarks.backend.Backend;
import io.lanemark.benchmarks.backend.BackendProcess;
import io.lanemark.load.JvmResources;
import io.lanemark.process.launch.JvmCommand;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.Workload;
import io.lanemark.workload.WorkloadKind;
import io.lanemark.workload.WorkloadProvider;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every built-in workload against its real backend.
@Timeout(300)
class WorkloadsTest {

  private static final int THREADS = 8;

  @TempDir private static Path directory;
  private static final Map<String, BackendProcess> BACKENDS = new HashMap<>();

  @BeforeAll
  static void start() throws InterruptedException {
    start("http", Map.of());
    start("files", Map.of("files", "8"));
    start("disk", Map.of());
    start("postgres", Map.of());
  }

  private static void start(String backend, Map<String, String> parameters)
      throws InterruptedException {
    BACKENDS.put(
        backend,
        BackendProcess.start(backend, directory, parameters, BackendProcess.START_DEADLINE));
  }

  @AfterAll
  static void end() {
    BACKENDS.values().forEach(BackendProcess::close);
    assertThat(directory).isEmptyDirectory();
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  private static JvmResources resources(int inFlight) {
    Map<String, URI> addresses = new HashMap<>();
    BACKENDS.forEach((name, backend) -> addresses.put(name, backend.address()));
    return new JvmResources(0, 1, inFlight, addresses);
  }

  private static WorkloadProvider provider(String name) {
    return ServiceLoader.load(WorkloadProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Workload<?> workload(String name, String arguments) {
    WorkloadProvider provider = provider(name);
    return provider.create(Arguments.parse(provider.parameters(), arguments));
  }

  @Test
  void areFoundByName() {
    Map<String, WorkloadKind> kinds =
        ServiceLoader.load(WorkloadProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.getClass().getName().startsWith("io.lanemark."))
            .collect(Collectors.toMap(WorkloadProvider::name, WorkloadProvider::kind));
    assertThat(kinds)
        .containsEntry("sha256", WorkloadKind.CPU)
        .containsEntry("mandelbrot", WorkloadKind.CPU)
        .containsEntry("orders", WorkloadKind.CPU)
        .containsEntry("thumbnails", WorkloadKind.CPU)
        .containsEntry("crawl", WorkloadKind.IO)
        .containsEntry("read-files", WorkloadKind.IO)
        .containsEntry("write-files", WorkloadKind.IO)
        .containsEntry("write-files-fsync", WorkloadKind.IO)
        .containsEntry("sql", WorkloadKind.IO)
        .containsEntry("request", WorkloadKind.MIXED)
        .containsEntry("sleep", WorkloadKind.CONTROL);
    assertThat(provider("sleep").description()).startsWith("control, not I/O");
  }

  @ParameterizedTest
  @CsvSource({
    "sha256",
    "mandelbrot",
    "orders",
    "thumbnails",
    "crawl",
    "read-files",
    "write-files",
    "write-files-fsync",
    "sql",
    "request",
    "sleep"
  })
  void haveDefaultsAndBackendsThatExist(String name) {
    WorkloadProvider provider = provider(name);
    assertThat(workload(name, "")).isEqualTo(workload(name, ""));
    assertThat(provider.backends())
        .allSatisfy(backend -> assertThat(Backend.named(backend).name()).isEqualTo(backend));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sha256 | bufferBytes=1000,rounds=3",
        "mandelbrot | width=20,rows=10",
        "orders | orders=300",
        "thumbnails | pictures=2",
        "crawl | pages=12,pageBytes=2000,latencyMillis=0.5",
        "read-files | files=3,fileBytes=70001",
        "write-files | files=3,fileBytes=70001",
        "write-files-fsync | files=2,fileBytes=4097",
        "sql | queries=3,updates=2,connections=4",
        "request | latencyMillis=0.5,connections=4",
        "sleep | millis=1"
      })
  void giveTheSameDigestInEveryThreadAndJvm(String name, String arguments) throws Exception {
    Workload<?> workload = workload(name, arguments);
    Object digest;
    List<Future<?>> others = new ArrayList<>();
    try (JvmResources resources = resources(THREADS);
        ExecutorService platform = Executors.newFixedThreadPool(THREADS);
        ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      digest = workload.run(resources);
      for (int task = 0; task < 2 * THREADS; task++) {
        others.add(platform.submit(() -> workload.run(resources)));
        others.add(virtual.submit(() -> workload.run(resources)));
      }
      for (Future<?> other : others) {
        assertThat(other.get()).isEqualTo(digest);
      }
    }
    assertThat(inAnotherJvm(workload)).isEqualTo(digest.toString());
    assertThat(copy(digest)).isEqualTo(digest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crawl | pages=12,pageBytes=100000,latencyMillis=0.5",
        "read-files | files=3,fileBytes=70001",
        "write-files | files=3,fileBytes=70001",
        "write-files-fsync | files=2,fileBytes=1000",
        "sql | queries=3,connections=4"
      })
  void bareRequestsMoveAsManyBytesAsTheWorkload(String name, String arguments) throws Exception {
    WorkloadProvider provider = provider(name);
    Arguments parsed = Arguments.parse(provider.parameters(), arguments);
    Workload<?> bare = provider.ceiling(parsed).orElseThrow().requests();
    try (JvmResources resources = resources(THREADS);
        ExecutorService platform = Executors.newFixedThreadPool(THREADS)) {
      Digest digest = (Digest) provider.create(parsed).run(resources);
      List<Future<?>> others = new ArrayList<>();
      for (int task = 0; task < 4 * THREADS; task++) {
        others.add(platform.submit(() -> bare.run(resources)));
      }
      for (Future<?> other : others) {
        assertThat(other.get()).isEqualTo(new Digest(digest.amount(), 0));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sha256 | '' | -1",
        "crawl | '' | -1",
        "crawl | connections=7 | 7",
        "sql | '' | 16",
        "request | connections=5 | 5"
      })
  void sayHowManyConnectionsTheyShareOut(String name, String arguments, int expected) {
    WorkloadProvider provider = provider(name);
    assertThat(provider.connections(Arguments.parse(provider.parameters(), arguments)).orElse(-1))
        .isEqualTo(expected);
  }

  @Test
  void moreBareRequestsWaitWhereTheBackendTakesLonger() {
    assertThat(atOnce("latencyMillis=0")).isPositive();
    assertThat(atOnce("latencyMillis=20")).isGreaterThan(atOnce("latencyMillis=10"));
    assertThat(atOnce("latencyMillis=10000,latencySigma=1.5")).isEqualTo(2048);
    assertThat(provider("sleep").ceiling(Arguments.of(provider("sleep").parameters(), Map.of())))
        .isEmpty();
  }

  private static int atOnce(String arguments) {
    WorkloadProvider crawl = provider("crawl");
    return crawl.ceiling(Arguments.parse(crawl.parameters(), arguments)).orElseThrow().inFlight();
  }

  private static String inAnotherJvm(Workload<?> workload) throws Exception {
    Process process =
        JvmCommand.likeThisOne(
                DigestMain.class,
                BACKENDS.entrySet().stream()
                    .map(backend -> backend.getKey() + "=" + backend.getValue().address())
                    .toArray(String[]::new))
            .start();
    try (BufferedReader output = process.inputReader()) {
      try (ObjectOutputStream input = new ObjectOutputStream(process.getOutputStream())) {
        input.writeObject(workload);
      }
      return output.readLine();
    } finally {
      process.waitFor();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sha256",
    "mandelbrot",
    "orders",
    "thumbnails",
    "crawl",
    "read-files",
    "write-files",
    "write-files-fsync",
    "sql",
    "request",
    "sleep"
  })
  void surviveSerialisation(String name) throws Exception {
    Workload<?> workload = workload(name, "");
    assertThat(copy(workload)).isEqualTo(workload).isNotSameAs(workload);
  }

  private static Object copy(Object original) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
      output.writeObject(original);
    }
    try (ObjectInputStream input =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return input.readObject();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sha256 | bufferBytes=1000,rounds=3 | bufferBytes=1000,rounds=4",
        "sha256 | bufferBytes=1000,rounds=3 | bufferBytes=3000,rounds=1",
        "mandelbrot | width=20,rows=10 | width=10,rows=20",
        "mandelbrot | maxIterations=10 | maxIterations=11",
        "orders | orders=100 | orders=101",
        "orders | orders=100,top=1 | orders=100,top=2",
        "thumbnails | pictures=1 | pictures=2",
        "thumbnails | side=75 | side=76",
        "crawl | pages=2,latencyMillis=0 | pages=3,latencyMillis=0",
        "crawl | pageBytes=1024,latencyMillis=0 | pageBytes=2048,latencyMillis=0",
        "read-files | files=1 | files=2",
        "read-files | fileBytes=5000 | fileBytes=5001",
        "write-files | files=1 | files=2",
        "write-files-fsync | fileBytes=5000 | fileBytes=5001",
        "sql | queries=2 | queries=3",
        "request | latencyMillis=0 | latencyMillis=0,pages=2",
        "request | latencyMillis=0 | latencyMillis=0,queries=1",
        "request | latencyMillis=0 | latencyMillis=0,hashRounds=1",
        "sql | orders=2 | orders=3",
        "sql | updates=0 | updates=1"
      })
  void otherWorkHasAnotherDigest(String name, String one, String other) throws Exception {
    try (JvmResources resources = resources(1)) {
      assertThat(workload(name, one).run(resources))
          .isNotEqualTo(workload(name, other).run(resources));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sha256 | bufferBytes=0",
        "sha256 | bufferBytes=67108865",
        "sha256 | rounds=many",
        "mandelbrot | width=0",
        "mandelbrot | width=10001",
        "mandelbrot | rows=-1",
        "mandelbrot | rows=10001",
        "mandelbrot | maxIterations=0",
        "mandelbrot | maxIterations=1000001",
        "orders | orders=0",
        "orders | orders=100001",
        "orders | top=0",
        "orders | top=1001",
        "thumbnails | pictures=0",
        "thumbnails | pictures=101",
        "thumbnails | side=0",
        "thumbnails | side=769",
        "crawl | pages=0",
        "crawl | pageBytes=1023",
        "crawl | pageBytes=16777217",
        "crawl | latencyMillis=-1",
        "crawl | latencyMillis=NaN",
        "crawl | latencySigma=1.6",
        "read-files | files=0",
        "read-files | fileBytes=1048577",
        "write-files | files=0",
        "write-files | files=1001",
        "write-files | fileBytes=0",
        "write-files-fsync | fileBytes=16777217",
        "sql | queries=-1",
        "sql | orders=11",
        "sql | updates=1001",
        "sql | connections=0",
        "sql | connections=1025",
        "crawl | connections=65537",
        "request | hashRounds=0",
        "sleep | millis=-1",
        "sleep | millis=60001"
      })
  void refuseBadParametersByNameAndValue(String name, String argument) {
    String[] parts = argument.split("=", 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> workload(name, argument))
        .withMessageContaining(parts[0])
        .withMessageContaining(parts[1]);
  }

  @Test
  void aCrawlThatIsNotRunByArgumentsIsCheckedToo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CrawlWorkload(1, 1024, Double.NaN, 0, 0))
        .withMessage("latencyMillis must be from 0.0 to 10000.0: NaN");
  }
}
