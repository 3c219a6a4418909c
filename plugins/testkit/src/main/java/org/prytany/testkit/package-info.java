/** Conformance suites for every plugin kind, with the stubs and sample proposals that they need. */
@NullMarked
package org.prytany.testkit;

import org.jspecify.annotations.NullMarked;
