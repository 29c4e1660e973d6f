using Cendra.Messaging.Email.Wire;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>What is made of a mail server's answers.</summary>
public sealed class PostOutcomeTests
{
    [Theory]
    [InlineData(550, "5.1.1 <ana@guest.test>: Recipient address rejected: User unknown", PostResult.Refused, "5.1.1", "There is no mailbox at this address.", "5.1.1 …: Recipient address rejected: User unknown")]
    [InlineData(550, "No such user ana@guest.test here", PostResult.Refused, "", "The server refuses the mail.", "No such user … here")]
    [InlineData(552, "5.2.2 Over quota", PostResult.Refused, "5.2.2", "The mailbox is full.", "5.2.2 Over quota")]
    [InlineData(452, "4.2.2 Over quota", PostResult.Later, "4.2.2", "The mailbox is full.", "4.2.2 Over quota")]
    [InlineData(550, "5.7.1 [192.0.2.1] Blocked,\r\n see https://example.com/", PostResult.Refused, "5.7.1", "The server refuses the mail by a rule of its own.", "5.7.1 [192.0.2.1] Blocked, see https://example.com/")]
    [InlineData(421, "Too many connections", PostResult.Later, "", "The server does not take the mail right now.", "Too many connections")]
    [InlineData(550, "5.4.5 Daily user sending limit exceeded", PostResult.Later, "5.4.5", "Too much mail is on its way from our account or to the receiver's server.",
        "5.4.5 Daily user sending limit exceeded")]
    [InlineData(530, "5.7.0 Must issue a STARTTLS command first", PostResult.SignInNeeded, "5.7.0", "The server wants a sign-in before it takes mail.", "5.7.0 Must issue a STARTTLS command first")]
    [InlineData(554, "5.7.12345 odd", PostResult.Refused, "", "The server refuses the mail.", "5.7.12345 odd")]
    public void An_answer_becomes_an_outcome_without_an_address(int code, string answer, PostResult result, string status, string words, string said)
    {
        var outcome = PostOutcome.Answered(code, answer);

        Assert.Equal(new PostOutcome(result, code, status, words, said), outcome);
        Assert.Equal(string.IsNullOrEmpty(status) ? $"{result} {code}" : $"{result} {code} {status}", outcome.ToString());
    }

    [Fact]
    public void Our_own_sender_that_is_not_taken_is_not_the_guests_fault() =>
        Assert.Equal("The server does not take mail from our sender's address.", PostOutcome.Answered(553, "5.7.1 Sender address rejected: not owned by user", isSender: true).Words);

    [Fact]
    public void A_long_answer_is_cut() => Assert.Equal(200, PostOutcome.Answered(550, new string('x', 5000)).Said.Length);
}
