/** What the product ships, held against known vulnerabilities (docs/decisions/0228). */
package org.prytany.acceptance.shipped;
