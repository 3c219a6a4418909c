package org.prytany.host.inspect;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which members of the JDK need which permission. */
final class Uses {

  /**
   * Members of classes.
   *
   * @param owner the class, or with a slash or dollar sign at its end what it begins with
   * @param members the names; empty for all of them
   */
  private record Rule(Permission permission, String owner, Set<String> members) {
    boolean fits(String of, String member) {
      boolean prefix = owner.endsWith("/") || owner.endsWith("*");
      boolean named =
          prefix
              ? of.startsWith(owner.replace("*", ""))
              : of.equals(owner) || of.startsWith(owner + "$");
      return named && (members.isEmpty() || members.contains(member));
    }
  }

  private static final List<Rule> RULES =
      List.of(
          rule(Permission.EXIT, "java/lang/System", "exit"),
          rule(Permission.EXIT, "java/lang/Runtime", "exit", "halt", "addShutdownHook"),
          rule(Permission.NATIVE, "java/lang/System", "load", "loadLibrary", "mapLibraryName"),
          rule(Permission.NATIVE, "java/lang/Runtime", "load", "loadLibrary"),
          rule(Permission.NATIVE, "java/lang/foreign/"),
          rule(Permission.PROCESSES, "java/lang/Runtime", "exec"),
          rule(Permission.PROCESSES, "java/lang/ProcessBuilder"),
          rule(Permission.PROCESSES, "java/lang/ProcessHandle"),
          rule(Permission.PROCESSES, "java/lang/Process"),
          rule(Permission.NETWORK, "java/net/Socket*"),
          rule(Permission.NETWORK, "java/net/ServerSocket"),
          rule(Permission.NETWORK, "java/net/DatagramSocket"),
          rule(Permission.NETWORK, "java/net/MulticastSocket"),
          rule(Permission.NETWORK, "java/net/URLConnection"),
          rule(Permission.NETWORK, "java/net/HttpURLConnection"),
          rule(
              Permission.NETWORK,
              "java/net/URL",
              "openConnection",
              "openStream",
              "getContent",
              "hashCode",
              "equals"),
          rule(
              Permission.NETWORK,
              "java/net/Inet*",
              "getByName",
              "getAllByName",
              "getLocalHost",
              "isReachable",
              "getHostName",
              "getCanonicalHostName"),
          rule(Permission.NETWORK, "java/net/NetworkInterface"),
          rule(Permission.NETWORK, "java/net/http/"),
          rule(Permission.NETWORK, "javax/net/"),
          rule(Permission.NETWORK, "java/rmi/"),
          rule(Permission.NETWORK, "java/nio/channels/SocketChannel"),
          rule(Permission.NETWORK, "java/nio/channels/ServerSocketChannel"),
          rule(Permission.NETWORK, "java/nio/channels/DatagramChannel"),
          rule(Permission.NETWORK, "java/nio/channels/Asynchronous*"),
          rule(
              Permission.FILES,
              "java/io/File",
              "canRead",
              "canWrite",
              "createNewFile",
              "createTempFile",
              "delete",
              "deleteOnExit",
              "exists",
              "isDirectory",
              "isFile",
              "isHidden",
              "lastModified",
              "length",
              "list",
              "listFiles",
              "mkdir",
              "mkdirs",
              "renameTo",
              "setLastModified",
              "setReadable",
              "setWritable",
              "setExecutable",
              "setReadOnly",
              "getCanonicalPath",
              "getCanonicalFile",
              "getFreeSpace",
              "getTotalSpace",
              "getUsableSpace",
              "listRoots"),
          rule(Permission.FILES, "java/io/FileInputStream"),
          rule(Permission.FILES, "java/io/FileOutputStream"),
          rule(Permission.FILES, "java/io/FileReader"),
          rule(Permission.FILES, "java/io/FileWriter"),
          rule(Permission.FILES, "java/io/RandomAccessFile"),
          rule(Permission.FILES, "java/nio/file/Files"),
          rule(Permission.FILES, "java/nio/file/FileSystem*"),
          rule(Permission.FILES, "java/nio/file/spi/"),
          rule(Permission.FILES, "java/nio/channels/FileChannel"),
          rule(Permission.FILES, "java/util/zip/ZipFile"),
          rule(Permission.FILES, "java/util/jar/JarFile"),
          rule(
              Permission.CODE,
              "java/lang/ClassLoader",
              "<init>",
              "defineClass",
              "getSystemClassLoader",
              "getPlatformClassLoader"),
          rule(Permission.CODE, "java/net/URLClassLoader"),
          rule(
              Permission.CODE,
              "java/lang/invoke/MethodHandles",
              "defineClass",
              "defineHiddenClass",
              "defineHiddenClassWithClassData"),
          rule(Permission.CODE, "java/lang/reflect/Proxy", "newProxyInstance", "getProxyClass"),
          rule(Permission.CODE, "java/lang/classfile/"),
          rule(Permission.CODE, "javax/tools/"),
          rule(Permission.CODE, "javax/script/"),
          rule(Permission.CODE, "java/beans/Expression"),
          rule(Permission.CODE, "java/beans/Statement"),
          rule(Permission.CODE, "java/beans/XMLDecoder"),
          rule(
              Permission.REFLECTION,
              "java/lang/reflect/Method",
              "invoke",
              "setAccessible",
              "trySetAccessible"),
          rule(
              Permission.REFLECTION,
              "java/lang/reflect/Constructor",
              "newInstance",
              "setAccessible",
              "trySetAccessible"),
          rule(
              Permission.REFLECTION,
              "java/lang/reflect/Field",
              "get",
              "getInt",
              "getLong",
              "getBoolean",
              "getByte",
              "getChar",
              "getShort",
              "getFloat",
              "getDouble",
              "set",
              "setInt",
              "setLong",
              "setBoolean",
              "setByte",
              "setChar",
              "setShort",
              "setFloat",
              "setDouble",
              "setAccessible",
              "trySetAccessible"),
          rule(
              Permission.REFLECTION,
              "java/lang/reflect/AccessibleObject",
              "setAccessible",
              "trySetAccessible"),
          rule(
              Permission.REFLECTION,
              "java/lang/Class",
              "forName",
              "newInstance",
              "getDeclaredMethod",
              "getDeclaredMethods",
              "getMethod",
              "getMethods",
              "getDeclaredField",
              "getDeclaredFields",
              "getField",
              "getFields",
              "getDeclaredConstructor",
              "getDeclaredConstructors",
              "getConstructor",
              "getConstructors"),
          rule(Permission.REFLECTION, "java/lang/ClassLoader", "loadClass", "findClass"),
          rule(
              Permission.REFLECTION,
              "java/lang/Module",
              "addOpens",
              "addExports",
              "addReads",
              "implAddOpens"),
          rule(
              Permission.REFLECTION,
              "java/lang/invoke/MethodHandles",
              "lookup",
              "privateLookupIn",
              "publicLookup",
              "findVirtual",
              "findStatic",
              "findSpecial",
              "findConstructor",
              "findGetter",
              "findSetter",
              "findVarHandle",
              "unreflect",
              "findClass"),
          rule(Permission.REFLECTION, "java/util/ServiceLoader"),
          rule(Permission.REFLECTION, "java/io/ObjectInputStream"),
          rule(Permission.REFLECTION, "java/lang/StackWalker"),
          rule(Permission.REFLECTION, "java/util/concurrent/atomic/AtomicReferenceFieldUpdater"),
          rule(Permission.REFLECTION, "java/util/concurrent/atomic/AtomicLongFieldUpdater"),
          rule(Permission.REFLECTION, "java/util/concurrent/atomic/AtomicIntegerFieldUpdater"),
          rule(Permission.UNSAFE, "sun/"),
          rule(Permission.UNSAFE, "jdk/internal/"),
          rule(
              Permission.THREADS,
              "java/lang/Thread",
              "<init>",
              "start",
              "ofVirtual",
              "ofPlatform",
              "startVirtualThread",
              "getAllStackTraces",
              "enumerate",
              "stop",
              "suspend",
              "setContextClassLoader",
              "getThreadGroup"),
          rule(Permission.THREADS, "java/lang/ThreadGroup"),
          rule(Permission.THREADS, "java/util/concurrent/Executors"),
          rule(Permission.THREADS, "java/util/concurrent/ThreadPoolExecutor", "<init>"),
          rule(Permission.THREADS, "java/util/concurrent/ScheduledThreadPoolExecutor", "<init>"),
          rule(Permission.THREADS, "java/util/concurrent/ForkJoinPool"),
          rule(Permission.THREADS, "java/util/concurrent/StructuredTaskScope"),
          rule(
              Permission.THREADS,
              "java/util/concurrent/CompletableFuture",
              "supplyAsync",
              "runAsync",
              "thenApplyAsync",
              "thenRunAsync",
              "thenAcceptAsync",
              "completeAsync",
              "orTimeout"),
          rule(Permission.THREADS, "java/util/Timer"),
          rule(Permission.THREADS, "java/util/Collection", "parallelStream"),
          rule(Permission.THREADS, "java/util/List", "parallelStream"),
          rule(Permission.THREADS, "java/util/Set", "parallelStream"),
          rule(Permission.THREADS, "java/lang/ref/Cleaner"),
          rule(Permission.MANAGEMENT, "java/lang/management/"),
          rule(Permission.MANAGEMENT, "javax/management/"),
          rule(Permission.MANAGEMENT, "java/lang/instrument/"),
          rule(Permission.MANAGEMENT, "com/sun/management/"),
          rule(Permission.MANAGEMENT, "com/sun/tools/"),
          rule(Permission.MANAGEMENT, "jdk/jfr/"),
          rule(
              Permission.MANAGEMENT,
              "java/lang/Runtime",
              "gc",
              "totalMemory",
              "maxMemory",
              "freeMemory"),
          rule(Permission.MANAGEMENT, "java/lang/System", "gc", "runFinalization"),
          rule(
              Permission.ENVIRONMENT, "java/lang/System", "getenv", "getProperty", "getProperties"),
          rule(Permission.ENVIRONMENT, "java/lang/Integer", "getInteger"),
          rule(Permission.ENVIRONMENT, "java/lang/Long", "getLong"),
          rule(Permission.ENVIRONMENT, "java/lang/Boolean", "getBoolean"),
          rule(
              Permission.SHARED_STATE,
              "java/lang/System",
              "setProperty",
              "setProperties",
              "clearProperty",
              "setOut",
              "setErr",
              "setIn",
              "setSecurityManager"),
          rule(Permission.SHARED_STATE, "java/util/Locale", "setDefault"),
          rule(Permission.SHARED_STATE, "java/util/TimeZone", "setDefault"),
          rule(Permission.SHARED_STATE, "java/net/URL", "setURLStreamHandlerFactory"),
          rule(Permission.SHARED_STATE, "java/net/ProxySelector", "setDefault"),
          rule(Permission.SHARED_STATE, "java/net/Authenticator", "setDefault"),
          rule(Permission.SHARED_STATE, "java/net/CookieHandler", "setDefault"),
          rule(Permission.SHARED_STATE, "java/net/ResponseCache", "setDefault"),
          rule(Permission.SHARED_STATE, "java/lang/Thread", "setDefaultUncaughtExceptionHandler"),
          rule(
              Permission.SHARED_STATE,
              "java/security/Security",
              "addProvider",
              "insertProviderAt",
              "removeProvider",
              "setProperty"),
          rule(Permission.SHARED_STATE, "java/security/Policy"),
          rule(Permission.SHARED_STATE, "java/util/logging/LogManager"),
          rule(
              Permission.SHARED_STATE,
              "java/util/logging/Logger",
              "addHandler",
              "removeHandler",
              "setLevel",
              "setFilter",
              "setUseParentHandlers",
              "setParent"),
          rule(Permission.SHARED_STATE, "java/util/logging/FileHandler"),
          rule(Permission.SHARED_STATE, "java/sql/DriverManager"),
          rule(Permission.SHARED_STATE, "java/beans/Introspector"),
          rule(Permission.SHARED_STATE, "java/util/prefs/"),
          rule(Permission.NETWORK, "com/sun/net/"),
          rule(Permission.NAMING, "javax/naming/"),
          rule(Permission.UNSAFE, "com/sun/"));

  private Uses() {}

  static Optional<Permission> of(String owner, String member) {
    // The JDK's packages only: one look at the first letters spares most of the rules.
    if (!owner.startsWith("java")
        && !owner.startsWith("sun/")
        && !owner.startsWith("jdk/")
        && !owner.startsWith("com/sun/")) {
      return Optional.empty();
    }
    return RULES.stream()
        .filter(rule -> rule.fits(owner, member))
        .findFirst()
        .map(Rule::permission);
  }

  /** What being a subclass needs: a subclass has its parent's members under a name of its own. */
  static Optional<Permission> parent(String parent) {
    return RULES.stream()
        .filter(rule -> rule.fits(parent, rule.members().stream().findFirst().orElse("")))
        .findFirst()
        .map(Rule::permission);
  }

  private static Rule rule(Permission permission, String owner, String... members) {
    return new Rule(permission, owner, Set.of(members));
  }
}
