package consumer;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server that loads an application anew each time, and looks whether the old one goes. */
public final class Redeploy {

  private Redeploy() {}

  /**
   * Deploys three times. The last one stays: the JDK keeps the class of the record that was
   * compared last.
   *
   * @param args the class path that all applications share, and that of each application
   */
  public static void main(String[] args) throws Exception {
    ClassLoader shared = loader(args[0], ClassLoader.getPlatformClassLoader());
    if (args.length > 2) {
      // What the server itself loads: JavaCPP's thread belongs to whoever comes first.
      System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
      Class.forName("org.tensorflow.TensorFlow", true, shared).getMethod("version").invoke(null);
    }
    List<WeakReference<ClassLoader>> applications = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      applications.add(deploy(args[1], shared));
    }
    System.out.println("left " + left(applications));
  }

  private static ClassLoader loader(String path, ClassLoader parent) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : path.split(java.io.File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), parent);
  }

  private static WeakReference<ClassLoader> deploy(String path, ClassLoader shared)
      throws Exception {
    ClassLoader application = loader(path, shared);
    Thread thread =
        new Thread(
            () -> {
              try {
                application
                    .loadClass("consumer.Main")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {"undeploy"});
              } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
              }
            });
    thread.setContextClassLoader(application);
    thread.start();
    thread.join();
    return new WeakReference<>(application);
  }

  private static long left(List<WeakReference<ClassLoader>> applications) throws Exception {
    long left = applications.size();
    for (int i = 0; i < 50 && left > 1; i++) {
      System.gc();
      Thread.sleep(50);
      left = applications.stream().filter(a -> a.get() != null).count();
    }
    return left;
  }
}
