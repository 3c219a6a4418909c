/** What is asked of the chain about a proposal's calls: what they are, and what they would do. */
@NullMarked
package org.prytany.governance.simulation;

import org.jspecify.annotations.NullMarked;
