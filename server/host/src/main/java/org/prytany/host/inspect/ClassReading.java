package org.prytany.host.inspect;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
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

  private final List<String> refusals;
  private final List<Report.Use> uses = new ArrayList<>();
  private final Set<Report.Use> known = new HashSet<>();
  private int count;

  ClassReading(List<String> refusals) {
    this.refusals = refusals;
  }

  List<Report.Use> uses() {
    return uses;
  }

  int count() {
    return count;
  }

  void read(String library, String name, byte[] content) {
    if (name.endsWith("module-info.class")) {
      return;
    }
    ClassModel model;
    try {
      model = ClassFile.of().parse(content);
      count++;
      look(library, name, model);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      refuse(library, "a class file cannot be read: " + Inspection.shown(name));
    }
  }

  private void look(String library, String file, ClassModel model) {
    String own = model.thisClass().asInternalName();
    if (NOT_ITS_OWN.stream().anyMatch(own::startsWith)) {
      refuse(library, "it brings a class of the server's own: " + dotted(own));
    }
    String path = file.replaceFirst("^(WEB-INF/classes/)?(META-INF/versions/\\d+/)?", "");
    if (!path.equals(own + ".class")) {
      refuse(library, "the file " + Inspection.shown(file) + " holds the class " + dotted(own));
    }
    Set<String> wanted = new LinkedHashSet<>();
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry of -> forbidden(library, own, of.asInternalName());
        case Utf8Entry text when text.stringValue().startsWith("L") ->
            descriptor(library, own, text.stringValue());
        case StringEntry text -> names(library, own, text.stringValue());
        case MemberRefEntry member -> wanted.addAll(wanted(member));
        default -> {}
      }
    }
    parents(library, model, own);
    for (MethodModel method : model.methods()) {
      if (method.flags().has(AccessFlag.NATIVE)) {
        add(Permission.NATIVE, library, own, method.methodName().stringValue(), "native code");
      }
      if (!wanted.isEmpty()) {
        method(library, own, method, wanted);
      }
    }
    // What no instruction shows, such as a handle made by the virtual machine.
    for (String left : wanted) {
      int at = left.lastIndexOf('.');
      use(library, own, "<class>", left.substring(0, at), left.substring(at + 1));
    }
  }

  private static List<String> wanted(MemberRefEntry member) {
    String owner = member.owner().asInternalName();
    String name = member.name().stringValue();
    return Uses.of(owner, name).isPresent() ? List.of(owner + "." + name) : List.of();
  }

  private void parents(String library, ClassModel model, String own) {
    model
        .superclass()
        .map(ClassEntry::asInternalName)
        .ifPresent(
            parent ->
                Uses.parent(parent)
                    .ifPresent(
                        permission ->
                            add(
                                permission,
                                library,
                                own,
                                "<class>",
                                "a subclass of " + dotted(parent))));
  }

  private void method(String library, String own, MethodModel method, Set<String> wanted) {
    String in = method.methodName().stringValue();
    method
        .code()
        .ifPresent(
            code -> {
              for (CodeElement element : code) {
                switch (element) {
                  case InvokeInstruction call -> {
                    String owner = call.owner().asInternalName();
                    use(library, own, in, owner, call.name().stringValue());
                    wanted.remove(owner + "." + call.name().stringValue());
                  }
                  case FieldInstruction field -> {
                    String owner = field.owner().asInternalName();
                    use(library, own, in, owner, field.name().stringValue());
                    wanted.remove(owner + "." + field.name().stringValue());
                  }
                  case InvokeDynamicInstruction dynamic ->
                      dynamic
                          .bootstrapArgs()
                          .forEach(argument -> handle(library, own, in, argument));
                  default -> {}
                }
              }
            });
  }

  // A method reference, such as System::exit.
  private void handle(String library, String own, String in, Object argument) {
    if (argument instanceof DirectMethodHandleDesc handle) {
      String owner = handle.owner().descriptorString();
      use(
          library,
          own,
          in,
          owner.substring(1, Math.max(1, owner.length() - 1)),
          handle.methodName());
    }
  }

  private void use(String library, String own, String in, String owner, String name) {
    Uses.of(owner, name)
        .ifPresent(permission -> add(permission, library, own, in, dotted(owner) + "." + name));
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
    String where = library.isEmpty() ? why : why + " (in " + Inspection.shown(library) + ")";
    if (refusals.size() < 100 && !refusals.contains(where)) {
      refusals.add(where);
    }
  }

  private static String dotted(String internal) {
    return Inspection.shown(internal.replace('/', '.'));
  }
}
