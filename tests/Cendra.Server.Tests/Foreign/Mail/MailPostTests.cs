using Cendra.Messaging.Email.Reading;
using Cendra.Messaging.Email.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>Posting against Postfix, and what comes back of it.</summary>
[Collection(MailServersCollection.Name)]
public sealed class MailPostTests(SharedMailServers shared)
{
    private const string Us = "stay@cendra.test";

    [MailServersFact]
    public async Task A_mail_is_taken_and_arrives_with_its_own_sender_on_the_envelope()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        await using var watch = new WatchedMailbox(() => servers.Imap(box));
        await watch.StateAsync(MailboxCondition.Listening);
        var mail = TestMail.To("somebody.else@cendra.test");
        var outcome = await SendAsync(servers.Submission(Us), mail, "stay+b.token@cendra.test", box);

        Assert.Equal((PostResult.Taken, 250, "2.0.0"), (outcome.Result, outcome.Code, outcome.Status));
        Assert.Contains("queued as", outcome.Said, StringComparison.Ordinal);
        var arrived = IncomingMail.Read((await watch.NextAsync()).Raw).Mail!;
        Assert.Equal(mail.MessageId, arrived.MessageId);
        Assert.Equal("<stay+b.token@cendra.test>", arrived.Mime.Headers["Return-Path"]);
        Assert.Contains(box, arrived.DeliveredTo);
    }

    [MailServersFact]
    public async Task An_address_that_nobody_has_is_refused_for_good()
    {
        var outcome = await SendAsync((await shared.StartedAsync()).Submission(Us), TestMail.To("nobody@cendra.test"), Us, "nobody@cendra.test");

        Assert.Equal((PostResult.Refused, 550, "5.1.1", "There is no mailbox at this address."), (outcome.Result, outcome.Code, outcome.Status, outcome.Words));
        Assert.NotEmpty(outcome.Said);
        Assert.DoesNotContain("nobody", outcome.Said, StringComparison.Ordinal);
        Assert.Equal("Refused 550 5.1.1", outcome.ToString());
    }

    [MailServersFact]
    public async Task A_domain_without_a_way_is_refused_for_good()
    {
        var outcome = await SendAsync((await shared.StartedAsync()).Submission(Us), TestMail.To("ana@example.com"), Us, "ana@example.com");

        Assert.Equal((PostResult.Refused, "5.1.2"), (outcome.Result, outcome.Status));
    }

    [MailServersFact]
    public async Task A_server_that_says_not_now_may_be_asked_later()
    {
        var outcome = await SendAsync((await shared.StartedAsync()).Submission(Us), TestMail.To("later@cendra.test"), Us, "later@cendra.test");

        Assert.Equal((PostResult.Later, 450, "4.2.1"), (outcome.Result, outcome.Code, outcome.Status));
    }

    [MailServersFact]
    public async Task A_wrong_password_needs_somebody_to_sign_in()
    {
        var servers = await shared.StartedAsync();
        var outcome = await SendAsync(servers.Submission(Us, "wrong-secret"), TestMail.To("guest@guest.test"), Us, "guest@guest.test");

        Assert.Equal((PostResult.SignInNeeded, "The server refuses the user or the password."), (outcome.Result, outcome.Words));
    }

    [MailServersFact]
    public async Task A_token_signs_in_and_one_that_has_run_out_does_not()
    {
        var servers = await shared.StartedAsync();
        using var provider = new TokenProvider();
        foreach (var mechanism in new[] { "XOAUTH2", "OAUTHBEARER" })
        {
            provider.HandsOut(Jwt.For(Us, TimeSpan.FromHours(1)));
            using var good = provider.Tokens(mechanism);
            Assert.Equal(PostResult.Taken, (await SendAsync(servers.Submission(Us, tokens: good), TestMail.To("guest@guest.test"), Us, "guest@guest.test")).Result);

            provider.HandsOut(Jwt.For(Us, TimeSpan.FromHours(-1)));
            using var old = provider.Tokens(mechanism);
            var outcome = await SendAsync(servers.Submission(Us, tokens: old), TestMail.To("guest@guest.test"), Us, "guest@guest.test");
            Assert.Equal((PostResult.SignInNeeded, "The server refuses the access token: it has run out, or it is not for this mailbox."), (outcome.Result, outcome.Words));
        }
    }

    [MailServersFact]
    public async Task A_line_cut_after_the_mail_leaves_it_unknown_and_sending_again_keeps_its_id()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        await using var watch = new WatchedMailbox(() => servers.Imap(box));
        await watch.StateAsync(MailboxCondition.Listening);
        var mail = TestMail.To(box);
        using var line = new CutLine(servers.MxPort, "queued as");

        var first = await SendAsync(new MailAccount("127.0.0.1", line.Port, MailSecurity.None), mail, Us, box);
        await line.Cut;
        var second = await SendAsync(servers.Mx, mail, Us, box);

        Assert.Equal((PostResult.Unknown, PostResult.Taken), (first.Result, second.Result));
        Assert.Equal([mail.MessageId, mail.MessageId], (await watch.NextAsync(2)).Select(WatchedMailbox.KeyOf));
    }

    [MailServersFact]
    public async Task A_line_cut_before_the_mail_leaves_no_doubt()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        foreach (var answer in new[] { "220 ", "PIPELINING", "250 2.1.5" })
        {
            using var line = new CutLine(servers.MxPort, answer);
            var outcome = await SendAsync(new MailAccount("127.0.0.1", line.Port, MailSecurity.None), TestMail.To(box), Us, box);
            Assert.Equal((answer, PostResult.Later), (answer, outcome.Result));
        }
    }

    [MailServersFact]
    public async Task A_server_that_is_not_there_is_a_matter_of_later()
    {
        var outcome = await SendAsync(new MailAccount("127.0.0.1", 1, MailSecurity.None), TestMail.To("guest@guest.test"), Us, "guest@guest.test");

        Assert.Equal((PostResult.Later, "Nothing listens at this address and port."), (outcome.Result, outcome.Words));
    }

    [Fact]
    public async Task A_server_that_turns_us_away_at_the_door_says_nothing_against_the_mail()
    {
        await using var server = new RudeServer("554 5.7.1 blocked");
        var outcome = await SendAsync(new MailAccount("127.0.0.1", server.Port, MailSecurity.None), TestMail.To("guest@guest.test"), Us, "guest@guest.test");

        Assert.Equal((PostResult.Later, 554, "The server takes no mail from this machine."), (outcome.Result, outcome.Code, outcome.Words));
    }

    [MailServersFact]
    public async Task A_server_that_offers_no_such_sign_in_is_said()
    {
        var servers = await shared.StartedAsync();
        var outcome = await SendAsync(new MailAccount("127.0.0.1", servers.MxPort, MailSecurity.None, Us, "stay-secret"), TestMail.To("guest@guest.test"), Us, "guest@guest.test");

        Assert.Equal((PostResult.Later, "The server offers no STARTTLS, or no sign-in of the kind that is set."), (outcome.Result, outcome.Words));
    }

    [MailServersFact]
    public async Task What_is_no_address_is_refused_before_anybody_is_asked()
    {
        var servers = await shared.StartedAsync();
        foreach (var address in new[] { "", "ana", "ana@guest.test\r\nRCPT TO:<host@cendra.test>", "ana@guest.test, host@cendra.test" })
        {
            Assert.Equal(PostResult.Refused, (await SendAsync(servers.Mx, TestMail.To(Us), Us, address)).Result);
        }

        var mail = TestMail.To(Us);
        mail.Headers.Remove(HeaderId.MessageId);
        await Assert.ThrowsAsync<ArgumentException>(() => SendAsync(servers.Mx, mail, Us, Us));
    }

    [MailServersFact]
    public async Task A_report_of_what_did_not_arrive_comes_back_and_is_understood()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        await using var watch = new WatchedMailbox(() => servers.Imap(box));
        await watch.StateAsync(MailboxCondition.Listening);
        var mail = TestMail.To("ana@bounce.test");
        Assert.Equal(PostResult.Taken, (await SendAsync(servers.Submission(box), mail, box, "ana@bounce.test")).Result);

        var report = BounceReport.Of(IncomingMail.Read((await watch.NextAsync()).Raw).Mail!.Mime)!;
        Assert.Equal(mail.MessageId, report.OriginalMessageId);
        var receiver = Assert.Single(report.Receivers);
        Assert.Equal(("ana@bounce.test", BounceAction.Failed, "5.1.1", true), (receiver.Address, receiver.Action, receiver.Status, receiver.IsPermanent));
    }

    private static Task<PostOutcome> SendAsync(MailAccount account, MimeMessage mail, string sender, string recipient) =>
        new MailPost(() => account, TimeProvider.System, NullLogger<MailPost>.Instance).SendAsync(mail, sender, recipient, CancellationToken.None);
}
