// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

import {PrytanyGovernor} from "../src/PrytanyGovernor.sol";
import {PrytanyTimelock} from "../src/PrytanyTimelock.sol";
import {PrytanyVotes} from "../src/PrytanyVotes.sol";
import {DemoStablecoin} from "../src/demo/DemoStablecoin.sol";
import {DemoVault} from "../src/demo/DemoVault.sol";
import {Cheats} from "./Cheats.sol";

/// @dev A DAO of a million votes: alice 60%, bob 30%, carol 10%; quorum 20%.
abstract contract DaoSetUp is Cheats {
    uint48 internal constant DELAY = 1 days;
    uint32 internal constant PERIOD = 3 days;
    uint256 internal constant TIMELOCK_DELAY = 2 days;
    uint256 internal constant START = 1_800_000_000;

    address internal constant alice = address(0xA11CE);
    address internal constant bob = address(0xB0B);
    address internal constant carol = address(0xCA201);
    address internal constant payee = address(0xFEE);

    PrytanyVotes internal token;
    PrytanyTimelock internal timelock;
    PrytanyGovernor internal governor;
    DemoStablecoin internal stablecoin;
    DemoVault internal vault;

    function setUp() public virtual {
        vm.warp(START);
        token = new PrytanyVotes("Votes", "V", address(this), 1_000_000e18);
        address[] memory nobody = new address[](0);
        address[] memory anyone = new address[](1);
        timelock = new PrytanyTimelock(TIMELOCK_DELAY, nobody, anyone, address(this));
        governor = new PrytanyGovernor("DAO", token, timelock, DELAY, PERIOD, 1_000e18, 20);
        timelock.grantRole(timelock.PROPOSER_ROLE(), address(governor));
        timelock.grantRole(timelock.CANCELLER_ROLE(), address(governor));
        timelock.renounceRole(timelock.DEFAULT_ADMIN_ROLE(), address(this));
        stablecoin = new DemoStablecoin("Dollar", "USD", address(this));
        vault = new DemoVault(address(timelock), 5 ether);
        give(alice, 600_000e18);
        give(bob, 300_000e18);
        give(carol, 100_000e18);
        stablecoin.mint(address(timelock), 1_000_000e6);
        vm.deal(address(timelock), 100 ether);
        vm.warp(START + 1);
    }

    function give(address holder, uint256 votes) private {
        require(token.transfer(holder, votes));
        vm.prank(holder);
        token.delegate(holder);
    }
}

contract GovernorTest is DaoSetUp {
    address[] private targets;
    uint256[] private values;
    bytes[] private calldatas;
    string private constant DESCRIPTION = "Pay 25,000 and 2 ETH to the grantee";

    function proposePayment() private returns (uint256 id) {
        targets = [address(stablecoin), payee];
        values = [uint256(0), 2 ether];
        calldatas = [abi.encodeCall(stablecoin.transfer, (payee, 25_000e6)), bytes("")];
        vm.prank(alice);
        id = governor.propose(targets, values, calldatas, DESCRIPTION);
        vm.warp(governor.proposalSnapshot(id) + 1);
    }

    function vote(address voter, uint256 id, uint8 support) private {
        vm.prank(voter);
        governor.castVote(id, support);
    }

    function assertState(uint256 id, IGovernor.ProposalState expected) private view {
        assertEq(uint256(governor.state(id)), uint256(expected), "state");
    }

    function test_PassedProposalIsPaidOutOfTheTimelock() public {
        uint256 id = proposePayment();
        vote(alice, id, 1);
        vote(bob, id, 0);
        vm.warp(governor.proposalDeadline(id) + 1);
        assertState(id, IGovernor.ProposalState.Succeeded);

        governor.queue(targets, values, calldatas, keccak256(bytes(DESCRIPTION)));
        assertState(id, IGovernor.ProposalState.Queued);
        assertEq(governor.proposalEta(id), block.timestamp + TIMELOCK_DELAY, "eta");

        vm.warp(governor.proposalEta(id));
        governor.execute(targets, values, calldatas, keccak256(bytes(DESCRIPTION)));
        assertState(id, IGovernor.ProposalState.Executed);
        assertEq(stablecoin.balanceOf(payee), 25_000e6, "stablecoin of the payee");
        assertEq(stablecoin.balanceOf(address(timelock)), 975_000e6, "stablecoin of the treasury");
        assertEq(payee.balance, 2 ether, "ether of the payee");
        assertEq(address(timelock).balance, 98 ether, "ether of the treasury");
    }

    function test_ProposalBelowQuorumIsDefeated() public {
        uint256 id = proposePayment();
        vote(carol, id, 1);
        vm.warp(governor.proposalDeadline(id) + 1);
        assertEq(governor.quorum(governor.proposalSnapshot(id)), 200_000e18, "quorum");
        assertState(id, IGovernor.ProposalState.Defeated);
    }

    function test_AbstentionsCountTowardsQuorum() public {
        uint256 id = proposePayment();
        vote(carol, id, 1);
        vote(bob, id, 2);
        vm.warp(governor.proposalDeadline(id) + 1);
        assertState(id, IGovernor.ProposalState.Succeeded);
    }

    function test_MajorityAgainstDefeats() public {
        uint256 id = proposePayment();
        vote(alice, id, 0);
        vote(bob, id, 1);
        vm.warp(governor.proposalDeadline(id) + 1);
        assertState(id, IGovernor.ProposalState.Defeated);
    }

    function test_ExecutionBeforeTheDelayIsRefused() public {
        uint256 id = proposePayment();
        vote(alice, id, 1);
        vm.warp(governor.proposalDeadline(id) + 1);
        bytes32 descriptionHash = keccak256(bytes(DESCRIPTION));
        governor.queue(targets, values, calldatas, descriptionHash);
        vm.warp(governor.proposalEta(id) - 1);
        (bool done,) = address(governor).call(
            abi.encodeCall(governor.execute, (targets, values, calldatas, descriptionHash))
        );
        assertEq(done ? 1 : 0, 0, "executed early");
        assertEq(stablecoin.balanceOf(payee), 0, "stablecoin of the payee");
    }

    function test_ProposingNeedsTheThreshold() public {
        targets = [payee];
        values = [uint256(1)];
        calldatas = [bytes("")];
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorInsufficientProposerVotes.selector, payee, 0, 1_000e18
            )
        );
        vm.prank(payee);
        governor.propose(targets, values, calldatas, "Pay me");
    }

    function test_VaultObeysTheTimelockAlone() public {
        vm.expectRevert(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", alice));
        vm.prank(alice);
        vault.transferOwnership(alice);
        vm.deal(address(vault), 10 ether);
        vm.expectRevert(abi.encodeWithSelector(DemoVault.WithdrawalAboveLimit.selector, 6 ether, 5 ether));
        vm.prank(address(timelock));
        vault.withdraw(payable(payee), 6 ether);
        vm.prank(address(timelock));
        vault.withdraw(payable(payee), 5 ether);
        assertEq(payee.balance, 5 ether, "ether of the payee");
    }
}

contract VotesTest is DaoSetUp {
    function test_TimepointsAreSeconds() public view {
        assertEq(token.clock(), block.timestamp, "clock of the token");
        assertEq(governor.clock(), block.timestamp, "clock of the governor");
        assertEq(uint256(keccak256(bytes(token.CLOCK_MODE()))), uint256(keccak256("mode=timestamp")), "mode");
        assertEq(uint256(keccak256(bytes(governor.CLOCK_MODE()))), uint256(keccak256("mode=timestamp")), "mode");
    }

    function test_VotesFollowDelegationAndItsHistory() public {
        vm.prank(alice);
        token.delegate(carol);
        assertEq(token.getVotes(alice), 0, "votes of alice");
        assertEq(token.getVotes(carol), 700_000e18, "votes of carol");
        vm.warp(block.timestamp + 1);
        assertEq(token.getPastVotes(alice, START), 600_000e18, "votes of alice before");
    }

    function test_PermitSpendsByASignature() public {
        uint256 key = 0xBEEF;
        address owner = vm.addr(key);
        vm.prank(alice);
        require(token.transfer(owner, 10e18));
        bytes32 permit = keccak256(
            abi.encode(
                keccak256(
                    "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
                ),
                owner,
                bob,
                7e18,
                token.nonces(owner),
                block.timestamp
            )
        );
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), permit)));
        token.permit(owner, bob, 7e18, block.timestamp, v, r, s);
        assertEq(token.allowance(owner, bob), 7e18, "allowance");
    }

    function test_StablecoinHasSixDecimalsAndOneMinter() public {
        assertEq(stablecoin.decimals(), 6, "decimals");
        vm.expectRevert(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", alice));
        vm.prank(alice);
        stablecoin.mint(alice, 1);
    }
}
