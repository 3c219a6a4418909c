/** One house over governors of five families, with a stranger, reorgs and kills between. */
@org.jspecify.annotations.NullMarked
package org.prytany.acceptance.families;
