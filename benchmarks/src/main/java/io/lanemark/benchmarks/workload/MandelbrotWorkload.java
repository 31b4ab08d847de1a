package io.lanemark.benchmarks.workload;

import io.lanemark.workload.Arguments;
import io.lanemark.workload.Parameter;
import io.lanemark.workload.Resources;
import io.lanemark.workload.Workload;
import io.lanemark.workload.WorkloadKind;
import io.lanemark.workload.WorkloadProvider;
import java.util.List;

/// Computes rows of the Mandelbrot set by escape time: arithmetic in `double`, no memory.
///
/// The rows of a task are spread over the whole region, real part from -2 to 0.5 and imaginary part
/// from -1.25 to 1.25, lower bounds included and upper ones not. So a task is a small picture of
/// the whole set, every task is the same one, and no task is harder than another.
///
/// The digest counts points, and its checksum is the sum of their iterations: a whole number that
/// any language with IEEE 754 doubles gets, as long as it neither fuses nor reorders operations.
///
/// @param width points of a row; from 1 to 10 000
/// @param rows rows of a task; from 1 to 10 000
/// @param maxIterations iterations after which a point counts as inside; from 1 to 10^6
public record MandelbrotWorkload(int width, int rows, int maxIterations)
    implements Workload<Digest> {

  private static final Range WIDTH = new Range(1, 10_000);
  private static final Range ROWS = new Range(1, 10_000);
  private static final Range MAX_ITERATIONS = new Range(1, 1_000_000);

  private static final double LEAST_REAL = -2;
  private static final double LEAST_IMAGINARY = -1.25;
  private static final double SIDE = 2.5;
  private static final double ESCAPE_RADIUS_SQUARED = 4;

  /// Refuses what is out of range.
  public MandelbrotWorkload {
    WIDTH.check("width", width);
    ROWS.check("rows", rows);
    MAX_ITERATIONS.check("maxIterations", maxIterations);
  }

  @Override
  public Digest run(Resources resources) {
    long sum = 0;
    for (int y = 0; y < rows; y++) {
      double imaginary = LEAST_IMAGINARY + SIDE * y / rows;
      for (int x = 0; x < width; x++) {
        sum += iterations(LEAST_REAL + SIDE * x / width, imaginary);
      }
    }
    return new Digest((long) width * rows, sum);
  }

  /// How often z -> z² + c is applied, from z = 0, until |z| > 2; at most `maxIterations`.
  private int iterations(double real, double imaginary) {
    double zReal = 0;
    double zImaginary = 0;
    for (int iteration = 0; iteration < maxIterations; iteration++) {
      double realSquared = zReal * zReal;
      double imaginarySquared = zImaginary * zImaginary;
      if (realSquared + imaginarySquared > ESCAPE_RADIUS_SQUARED) {
        return iteration;
      }
      zImaginary = 2 * zReal * zImaginary + imaginary;
      zReal = realSquared - imaginarySquared + real;
    }
    return maxIterations;
  }

  /// Makes it from parameters.
  public static final class Provider implements WorkloadProvider {

    /// For the service loader.
    public Provider() {}

    @Override
    public String name() {
      return "mandelbrot";
    }

    @Override
    public WorkloadKind kind() {
      return WorkloadKind.CPU;
    }

    @Override
    public String description() {
      return "computes rows of the Mandelbrot set as doubles; allocates nothing";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter("width", "128", "points in a row"),
          new Parameter("rows", "128", "how many rows a task computes, spread over the whole set"),
          new Parameter("maxIterations", "200", "iterations after which a point counts as inside"));
    }

    @Override
    public MandelbrotWorkload create(Arguments arguments) {
      return new MandelbrotWorkload(
          arguments.wholeNumber("width", 1),
          arguments.wholeNumber("rows", 1),
          arguments.wholeNumber("maxIterations", 1));
    }
  }
}
