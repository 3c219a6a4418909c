package org.prytany.host.inspect;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads class files: what they are, what they refer to, and in which method. */
final class ClassReading {

  private static final int MOST_USES = 200_000;

  /**
   * Packages of the server, of the JDK, and of what the server gives: no plugin defines classes
   * there.
   */
  private static final List<String> NOT_ITS_OWN =
      List.of(
          "java/",
          "jdk/",
          "sun/",
          "com/sun/",
          "com/ibm/",
          "io/openliberty/",
          "org/jboss/weld/",
          "org/osgi/",
          "jakarta/enterprise/",
          "jakarta/inject/",
          "jakarta/servlet/",
          "jakarta/ws/",
          "org/eclipse/microprofile/",
          "org/jspecify/",
          "org/prytany/spi/",
          "org/prytany/bridge/",
          "org/prytany/host/",
          "org/prytany/app/",
          "org/prytany/governance/",
          "org/prytany/chain/",
          "org/prytany/store/",
          "org/prytany/signer",
          "org/prytany/settings/",
          "org/prytany/alerts/",
          "org/prytany/inference/",
          "org/prytany/cli/");

  /** What no plugin refers to. */
  private static final List<String> FORBIDDEN =
      List.of(
          "org/prytany/bridge/",
          "org/prytany/host/",
          "org/prytany/app/",
          "com/ibm/ws",
          "com/ibm/wsspi",
          "com/ibm/websphere/",
          "io/openliberty/",
          "org/osgi/",
          "jakarta/servlet/",
          "jakarta/ws/rs/",
          "jakarta/websocket/",
          "jakarta/ejb/",
          "org/eclipse/microprofile/health/",
          "org/eclipse/microprofile/metrics/",
          "org/eclipse/microprofile/openapi/",
          "jakarta/enterprise/inject/spi/Extension",
          "jakarta/enterprise/inject/build/compatible/",
          "jakarta/enterprise/concurrent/");

  private static final List<String> NAMES_FORBIDDEN =
      List.of(
          "org.prytany.bridge",
          "org/prytany/bridge",
          "org.prytany.host",
          "org.prytany.app",
          "com.ibm.ws",
          "com.ibm.websphere");

  private final Refusals refusals;
  private final List<Report.Use> uses = new ArrayList<>();
  private final Set<Report.Use> known = new HashSet<>();
  private int count;

  ClassReading(Refusals refusals) {
    this.refusals = refusals;
  }

  List<Report.Use> uses() {
    return uses;
  }

  int count() {
    return count;
  }

  void read(String library, String name, byte[] content) {
    try {
      ClassModel model = ClassFile.of().parse(content);
      if (isModule(name, model)) {
        return;
      }
      count++;
      look(library, name, model);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | StackOverflowError e) {
      refuse(library, "a class file cannot be read: " + Inspection.shown(name));
    }
  }

  // A module's description, which no class loader takes for a class.
  private static boolean isModule(String file, ClassModel model) {
    return inClassPath(file).equals("module-info.class") && model.flags().has(AccessFlag.MODULE);
  }

  private static String inClassPath(String file) {
    return file.replaceFirst("^(WEB-INF/classes/)?(META-INF/versions/\\d+/)?", "");
  }

  private void look(String library, String file, ClassModel model) {
    String own = model.thisClass().asInternalName();
    if (NOT_ITS_OWN.stream().anyMatch(own::startsWith)) {
      refuse(library, "it brings a class of the server's own: " + dotted(own));
    }
    if (!inClassPath(file).equals(own + ".class")) {
      refuse(library, "the file " + Inspection.shown(file) + " holds the class " + dotted(own));
    }
    Map<String, Set<Permission>> needs = new LinkedHashMap<>();
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry of -> forbidden(library, own, of.asInternalName());
        case Utf8Entry text -> descriptor(library, own, text.stringValue());
        case StringEntry text -> names(library, own, text.stringValue());
        case MemberRefEntry member -> {
          Set<Permission> needed =
              Uses.of(
                  member.owner().asInternalName(),
                  member.name().stringValue(),
                  member.type().stringValue());
          if (!needed.isEmpty()) {
            needs.put(key(member), needed);
          }
        }
        default -> {}
      }
    }
    parents(library, model, own);
    Set<String> seen = new HashSet<>();
    for (MethodModel method : model.methods()) {
      String in = method.methodName().stringValue();
      if (method.flags().has(AccessFlag.NATIVE)) {
        add(Permission.NATIVE, library, own, in, "native code");
      }
      if (!needs.isEmpty()) {
        for (MemberRefEntry member : members(method)) {
          String key = key(member);
          needs
              .getOrDefault(key, Set.of())
              .forEach(permission -> add(permission, library, own, in, what(key)));
          seen.add(key);
        }
      }
    }
    // What no instruction shows, such as a handle made by the virtual machine.
    needs.keySet().removeAll(seen);
    needs.forEach(
        (key, permissions) ->
            permissions.forEach(permission -> add(permission, library, own, "<class>", what(key))));
  }

  private static String key(MemberRefEntry member) {
    return member.owner().asInternalName()
        + "."
        + member.name().stringValue()
        + " "
        + member.type().stringValue();
  }

  private static String what(String key) {
    return dotted(key.substring(0, key.indexOf(' ')));
  }

  private void parents(String library, ClassModel model, String own) {
    model
        .superclass()
        .map(ClassEntry::asInternalName)
        .ifPresent(
            parent ->
                Uses.parent(parent)
                    .forEach(
                        permission ->
                            add(
                                permission,
                                library,
                                own,
                                "<class>",
                                "a subclass of " + dotted(parent))));
  }

  // What a method's code refers to. Constants are looked at and not resolved: one may name itself.
  private static List<MemberRefEntry> members(MethodModel method) {
    List<MemberRefEntry> members = new ArrayList<>();
    method
        .code()
        .ifPresent(
            code -> {
              for (CodeElement element : code) {
                switch (element) {
                  case InvokeInstruction call -> members.add(call.method());
                  case FieldInstruction field -> members.add(field.field());
                  // Its handles: a method reference, such as System::exit.
                  case InvokeDynamicInstruction dynamic ->
                      dynamic.invokedynamic().bootstrap().arguments().stream()
                          .filter(MethodHandleEntry.class::isInstance)
                          .map(argument -> ((MethodHandleEntry) argument).reference())
                          .forEach(members::add);
                  default -> {}
                }
              }
            });
    return members;
  }

  private void forbidden(String library, String own, String refers) {
    FORBIDDEN.stream()
        .filter(refers.replaceFirst("^\\[+L?", "")::startsWith)
        .findFirst()
        .ifPresent(
            any ->
                refuse(
                    library, dotted(own) + " refers to what no plugin may use: " + dotted(refers)));
  }

  // Annotations and signatures name types that no class entry names.
  private void descriptor(String library, String own, String text) {
    if (text.indexOf('L') < 0 || text.indexOf('/') < 0) {
      return;
    }
    for (String type : Uses.types(text)) {
      Uses.of(type, "", "")
          .forEach(permission -> add(permission, library, own, "<class>", dotted(type) + "*"));
    }
    for (String forbidden : FORBIDDEN) {
      if (text.contains("L" + forbidden)) {
        refuse(library, dotted(own) + " refers to what no plugin may use: " + dotted(forbidden));
      }
    }
  }

  private void names(String library, String own, String text) {
    for (String name : NAMES_FORBIDDEN) {
      if (text.startsWith(name)) {
        refuse(library, dotted(own) + " names what no plugin may use: " + Inspection.shown(text));
      }
    }
  }

  private void add(Permission permission, String library, String own, String method, String what) {
    if (uses.size() >= MOST_USES) {
      throw new IllegalArgumentException("it uses more than can be listed");
    }
    Report.Use use =
        new Report.Use(
            permission,
            Inspection.shown(library),
            Inspection.shown(dotted(own)),
            Inspection.shown(method),
            Inspection.shown(what));
    if (known.add(use)) {
      uses.add(use);
    }
  }

  private void refuse(String library, String why) {
    refusals.add(library, why);
  }

  private static String dotted(String internal) {
    return Inspection.shown(internal.replace('/', '.'));
  }
}
