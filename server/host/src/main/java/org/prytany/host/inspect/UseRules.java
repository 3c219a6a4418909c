package org.prytany.host.inspect;

/** The table that {@link Uses} goes by. */
final class UseRules {

  private UseRules() {}

  /**
   * One rule a line, and the first that fits counts: permissions joined by commas (PURE for none),
   * an owner, and its members, or none for all. An owner is a class with what is nested in it, a
   * package's classes and packages if it ends with a slash, or what its name begins with if it ends
   * with a star; a star alone is any class. A member is a name, what a name begins or ends with if
   * it has a star, or a constructor with the beginning of its descriptor.
   */
  static final String TABLE =
      """
      EXIT java/lang/System exit
      EXIT java/lang/Runtime exit halt addShutdownHook
      NATIVE java/lang/System load loadLibrary mapLibraryName
      NATIVE java/lang/Runtime load loadLibrary
      NATIVE java/lang/foreign/
      PROCESSES java/lang/Runtime exec
      PROCESSES java/lang/ProcessBuilder
      PROCESSES java/lang/ProcessHandle
      PROCESSES java/lang/Process
      SHARED_STATE java/net/URL setURLStreamHandlerFactory
      SHARED_STATE java/net/ProxySelector setDefault
      SHARED_STATE java/net/Authenticator setDefault
      SHARED_STATE java/net/CookieHandler setDefault
      SHARED_STATE java/net/ResponseCache setDefault
      NETWORK java/net/URL openConnection openStream getContent hashCode equals sameFile
      NETWORK java/net/InetSocketAddress <init>(Ljava/lang/String;
      NETWORK java/net/Inet* getByName getAllByName getLocalHost isReachable
      NETWORK java/net/Inet* getHostName getCanonicalHostName
      CODE java/net/URLClassLoader
      PURE java/net/URL
      PURE java/net/URI*
      PURE java/net/URLEncoder
      PURE java/net/URLDecoder
      PURE java/net/Inet*
      PURE java/net/Proxy
      PURE java/net/IDN
      PURE java/net/SocketAddress
      PURE java/net/SocketException
      PURE java/net/SocketTimeoutException
      PURE java/net/ConnectException
      PURE java/net/UnknownHostException
      PURE java/net/MalformedURLException
      PURE java/net/HttpRetryException
      PURE java/net/ProtocolException
      NETWORK java/net/
      NETWORK javax/net/
      NETWORK java/rmi/
      NETWORK javax/sql/
      NETWORK org/ietf/jgss/
      NETWORK com/sun/net/
      NETWORK java/security/cert/CertStore
      NETWORK java/util/logging/SocketHandler
      NETWORK org/eclipse/microprofile/rest/client/
      FILES java/nio/channels/FileChannel
      PURE java/nio/channels/Channels
      PURE java/nio/channels/Channel
      PURE java/nio/channels/Readable*
      PURE java/nio/channels/Writable*
      PURE java/nio/channels/ByteChannel
      PURE java/nio/channels/Closed*
      NETWORK java/nio/channels/
      FILES java/io/File canRead canWrite createNewFile createTempFile delete deleteOnExit
      FILES java/io/File exists isDirectory isFile isHidden lastModified length list listFiles
      FILES java/io/File mkdir mkdirs renameTo setLastModified setReadable setWritable
      FILES java/io/File setExecutable setReadOnly canExecute getCanonicalPath getCanonicalFile
      FILES java/io/File getFreeSpace getTotalSpace getUsableSpace listRoots toURL toURI
      FILES java/io/FileInputStream
      FILES java/io/FileOutputStream
      FILES java/io/FileReader
      FILES java/io/FileWriter
      FILES java/io/RandomAccessFile
      FILES java/io/PrintWriter <init>(Ljava/lang/String; <init>(Ljava/io/File;
      FILES java/io/PrintStream <init>(Ljava/lang/String; <init>(Ljava/io/File;
      FILES java/util/Formatter <init>(Ljava/lang/String; <init>(Ljava/io/File;
      FILES java/util/Scanner <init>(Ljava/io/File; <init>(Ljava/nio/file/Path;
      FILES java/nio/file/Path toRealPath toUri register
      PURE java/nio/file/Path*
      PURE java/nio/file/StandardOpenOption
      PURE java/nio/file/StandardCopyOption
      PURE java/nio/file/LinkOption
      PURE java/nio/file/OpenOption
      PURE java/nio/file/CopyOption
      PURE java/nio/file/NoSuchFileException
      PURE java/nio/file/InvalidPathException
      PURE java/nio/file/attribute/
      FILES java/nio/file/
      FILES java/util/zip/ZipFile
      FILES java/util/jar/JarFile
      FILES java/util/logging/FileHandler
      FILES,NETWORK javax/xml/
      FILES,NETWORK org/xml/sax/helpers/XMLReaderFactory
      FILES,NETWORK javax/imageio/
      FILES,NETWORK javax/sound/
      CODE * defineClass
      CODE java/lang/ClassLoader <init> getSystemClassLoader getPlatformClassLoader
      CODE java/security/SecureClassLoader
      CODE java/lang/ModuleLayer
      CODE java/lang/module/
      CODE java/lang/invoke/MethodHandles defineHiddenClass defineHiddenClassWithClassData
      CODE java/lang/invoke/MethodHandleProxies
      CODE java/lang/reflect/Proxy newProxyInstance getProxyClass
      CODE java/lang/classfile/
      CODE javax/tools/
      CODE javax/script/
      SHARED_STATE java/beans/Introspector
      CODE java/beans/
      REFLECTION java/lang/reflect/Method invoke setAccessible trySetAccessible
      REFLECTION java/lang/reflect/Constructor newInstance setAccessible trySetAccessible
      REFLECTION java/lang/reflect/Field get getInt getLong getBoolean getByte getChar getShort
      REFLECTION java/lang/reflect/Field getFloat getDouble set setInt setLong setBoolean setByte
      REFLECTION java/lang/reflect/Field setChar setShort setFloat setDouble
      REFLECTION java/lang/reflect/Field setAccessible trySetAccessible
      REFLECTION java/lang/reflect/AccessibleObject setAccessible trySetAccessible
      REFLECTION java/lang/Class forName newInstance getDeclaredMethod getDeclaredMethods
      REFLECTION java/lang/Class getMethod getMethods getDeclaredField getDeclaredFields getField
      REFLECTION java/lang/Class getFields getDeclaredConstructor getDeclaredConstructors
      REFLECTION java/lang/Class getConstructor getConstructors getEnumConstants
      REFLECTION java/lang/ClassLoader loadClass findClass findSystemClass
      REFLECTION java/lang/Module addOpens addExports addReads addUses implAddOpens
      REFLECTION java/lang/invoke/MethodHandles$Lookup
      REFLECTION java/lang/invoke/MethodHandles lookup privateLookupIn publicLookup classData*
      REFLECTION java/lang/invoke/ConstantBootstraps getStaticFinal *VarHandle
      REFLECTION java/lang/constant/ resolveConstantDesc resolveCallSiteDesc
      REFLECTION java/util/ServiceLoader
      REFLECTION java/util/ResourceBundle getBundle
      REFLECTION java/io/ObjectInputStream
      REFLECTION java/lang/StackWalker
      REFLECTION java/security/Provider$Service
      REFLECTION java/util/concurrent/atomic/AtomicReferenceFieldUpdater
      REFLECTION java/util/concurrent/atomic/AtomicLongFieldUpdater
      REFLECTION java/util/concurrent/atomic/AtomicIntegerFieldUpdater
      THREADS java/lang/Thread <init> start ofVirtual ofPlatform startVirtualThread
      THREADS java/lang/Thread getAllStackTraces enumerate stop suspend setContextClassLoader
      THREADS java/lang/Thread getThreadGroup
      THREADS java/lang/ThreadGroup
      THREADS java/util/concurrent/Executors
      THREADS java/util/concurrent/ThreadPoolExecutor <init>
      THREADS java/util/concurrent/ScheduledThreadPoolExecutor <init>
      THREADS java/util/concurrent/ForkJoin*
      THREADS java/util/concurrent/Recursive*
      THREADS java/util/concurrent/CountedCompleter
      THREADS java/util/concurrent/StructuredTaskScope
      THREADS java/util/concurrent/SubmissionPublisher
      THREADS java/util/concurrent/CompletableFuture *Async orTimeout completeOnTimeout
      THREADS java/util/concurrent/CompletableFuture delayedExecutor defaultExecutor
      THREADS java/util/concurrent/ *Async delayedExecutor
      THREADS java/util/concurrent/ConcurrentHashMap forEach*(J search*(J reduce*(J
      THREADS java/util/Timer
      THREADS java/util/stream/StreamSupport
      THREADS java/util/ parallel*
      THREADS * parallelStream
      THREADS java/lang/ref/Cleaner
      MANAGEMENT java/lang/management/
      MANAGEMENT javax/management/
      MANAGEMENT java/lang/instrument/
      MANAGEMENT com/sun/management/
      MANAGEMENT com/sun/tools/
      MANAGEMENT jdk/jfr/
      MANAGEMENT java/lang/Runtime gc totalMemory maxMemory freeMemory
      MANAGEMENT java/lang/System gc runFinalization
      ENVIRONMENT java/lang/System getenv getProperty getProperties
      ENVIRONMENT java/lang/Integer getInteger
      ENVIRONMENT java/lang/Long getLong
      ENVIRONMENT java/lang/Boolean getBoolean
      ENVIRONMENT org/eclipse/microprofile/config/
      SHARED_STATE java/lang/System setProperty setProperties clearProperty setOut setErr setIn
      SHARED_STATE java/lang/System setSecurityManager
      SHARED_STATE java/util/Locale setDefault
      SHARED_STATE java/util/TimeZone setDefault
      SHARED_STATE java/lang/Thread setDefaultUncaughtExceptionHandler
      SHARED_STATE java/security/Security addProvider insertProviderAt removeProvider setProperty
      SHARED_STATE java/security/Policy
      SHARED_STATE java/util/logging/LogManager
      SHARED_STATE java/util/logging/Logger addHandler removeHandler setLevel setFilter
      SHARED_STATE java/util/logging/Logger setUseParentHandlers setParent
      SHARED_STATE java/sql/DriverManager
      SHARED_STATE java/util/prefs/
      NAMING javax/naming/
      NAMING jakarta/annotation/Resource*
      NAMING jakarta/annotation/sql/
      NAMING jakarta/persistence/
      PURE java/io/
      PURE java/lang/annotation/
      PURE java/lang/constant/
      PURE java/lang/invoke/
      PURE java/lang/ref/
      PURE java/lang/reflect/
      PURE java/lang/runtime/
      PURE java/math/
      PURE java/nio/
      PURE java/security/
      PURE java/sql/
      PURE java/text/
      PURE java/time/
      PURE java/util/
      PURE javax/crypto/
      PURE javax/security/auth/
      PURE javax/annotation/
      PURE javax/inject/
      PURE javax/json/
      """;
}
