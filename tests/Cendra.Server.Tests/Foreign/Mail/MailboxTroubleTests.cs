using Cendra.Messaging.Email.Reading;
using Cendra.Messaging.Email.Wire;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>What a watch says and does when something is wrong: with the server, the sign-in, or what takes the mails.</summary>
[Collection(MailServersCollection.Name)]
public sealed class MailboxTroubleTests(SharedMailServers shared)
{
    private static readonly MailboxOptions Quick = new() { FirstPause = TimeSpan.FromMilliseconds(20), LongestPause = TimeSpan.FromMilliseconds(100), Attempts = 4 };

    [MailServersFact]
    public async Task A_wrong_password_is_said_and_not_tried_again_until_it_is_mended()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        var account = servers.Imap(box, "wrong-secret");
        await using var watch = new WatchedMailbox(() => account, options: Quick);

        var state = await watch.StateAsync(MailboxCondition.SignInNeeded);
        Assert.Equal("The server refuses the user or the password.", state.Why);
        Assert.InRange(state.NextTryUtc!.Value - state.SinceUtc, TimeSpan.FromMinutes(14.9), TimeSpan.FromMinutes(15.1));

        account = servers.Imap(box);
        watch.TryNow();
        await watch.StateAsync(MailboxCondition.Listening);
        Assert.DoesNotContain(watch.Words, words => words.Contains("secret", StringComparison.Ordinal) || words.Contains('@', StringComparison.Ordinal));
    }

    [MailServersFact]
    public async Task A_token_that_has_run_out_is_said()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        using var provider = new TokenProvider();
        provider.HandsOut(Jwt.For(box, TimeSpan.FromHours(-1)));
        using var tokens = provider.Tokens();
        var account = servers.Imap(box, tokens: tokens);
        await using var watch = new WatchedMailbox(() => account, options: Quick);

        Assert.Equal("The server refuses the access token: it has run out, or it is not for this mailbox.", (await watch.StateAsync(MailboxCondition.SignInNeeded)).Why);
        Assert.Single(provider.Asked);

        provider.HandsOut(Jwt.For(box, TimeSpan.FromHours(1)));
        watch.TryNow();
        await watch.StateAsync(MailboxCondition.Listening);
        Assert.Contains("grant_type=refresh_token", provider.Asked[^1], StringComparison.Ordinal);
    }

    [MailServersFact]
    public async Task A_kept_token_that_is_refused_is_asked_for_anew_at_once()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        using var provider = new TokenProvider();
        provider.HandsOut(Jwt.For(box, TimeSpan.FromHours(-1)));
        using var tokens = provider.Tokens();
        await tokens.AccessTokenAsync(CancellationToken.None);
        provider.HandsOut(Jwt.For(box, TimeSpan.FromHours(1)));
        var account = servers.Imap(box, tokens: tokens);
        await using var watch = new WatchedMailbox(() => account, options: Quick);

        await watch.StateAsync(MailboxCondition.Listening);
        Assert.Equal(2, provider.Asked.Count);
    }

    [MailServersFact]
    public async Task Both_ways_of_showing_a_token_sign_in()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        using var provider = new TokenProvider();
        provider.HandsOut(Jwt.For(box, TimeSpan.FromHours(1)));
        foreach (var mechanism in new[] { "XOAUTH2", "OAUTHBEARER" })
        {
            using var tokens = provider.Tokens(mechanism);
            var account = servers.Imap(box, tokens: tokens);
            await using var watch = new WatchedMailbox(() => account);
            await watch.StateAsync(MailboxCondition.Listening);
        }
    }

    [MailServersFact]
    public async Task A_consent_that_was_withdrawn_is_said()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        using var provider = new TokenProvider();
        provider.Refuses("invalid_grant");
        using var tokens = provider.Tokens();
        var account = servers.Imap(box, tokens: tokens);
        await using var watch = new WatchedMailbox(() => account);

        var state = await watch.StateAsync(MailboxCondition.SignInNeeded);
        Assert.Equal("The provider refuses to hand out an access token: status 400 (invalid_grant). Sign in to it again, or check the OAuth settings.", state.Why);
    }

    [MailServersFact]
    public async Task A_certificate_of_an_unknown_authority_is_not_believed()
    {
        var servers = await shared.StartedAsync();
        var account = servers.ImapWithoutTrust(servers.NewBox());
        await using var watch = new WatchedMailbox(() => account, options: Quick);

        Assert.StartsWith("No secure connection", (await watch.StateAsync(MailboxCondition.Unreachable)).Why, StringComparison.Ordinal);
    }

    [MailServersFact]
    public async Task A_server_that_is_not_there_is_tried_again_by_itself()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        var account = new MailAccount("127.0.0.1", 1, MailSecurity.Tls, box, "box-secret");
        await using var watch = new WatchedMailbox(() => account, options: Quick);
        var state = await watch.StateAsync(MailboxCondition.Unreachable);
        Assert.Equal("Nothing listens at this address and port.", state.Why);
        Assert.True(state.NextTryUtc > state.SinceUtc);

        account = servers.Imap(box);
        await watch.StateAsync(MailboxCondition.Listening);
    }

    [MailServersFact]
    public async Task A_folder_that_is_not_there_is_said()
    {
        var servers = await shared.StartedAsync();
        var account = servers.Imap(servers.NewBox());
        await using var watch = new WatchedMailbox(() => account, options: Quick with { Folder = "Nowhere" });

        Assert.Equal("The mailbox has no folder of the name that is set.", (await watch.StateAsync(MailboxCondition.Unreachable)).Why);
    }

    [MailServersFact]
    public async Task A_mail_whose_taking_fails_is_tried_again_and_keeps_its_turn()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        var begun = await WatchedMailbox.BegunAsync(servers, box);
        await servers.DeliverAsync(box, TestMail.To(box, "1"), TestMail.To(box, "2"));
        var attempts = 0;
        var calls = new WatchCalls { Taking = (_, _) => ++attempts <= 2 ? throw new InvalidOperationException("guest@guest.test wrote 1234") : Task.CompletedTask };
        await using var watch = new WatchedMailbox(() => servers.Imap(box), begun, Quick, calls);

        Assert.Equal("A mail cannot be taken in (InvalidOperationException).", (await watch.StateAsync(MailboxCondition.Stuck)).Why);
        Assert.Equal(["1", "2"], (await watch.NextAsync(2)).Select(mail => IncomingMail.Read(mail.Raw).Mail!.Subject));
        await watch.StateAsync(MailboxCondition.Listening);
        Assert.Empty(watch.GivenUp);
        Assert.DoesNotContain(watch.Words, words => words.Contains("1234", StringComparison.Ordinal));
    }

    [MailServersFact]
    public async Task A_mail_that_fails_every_time_is_given_up_aloud_and_the_next_one_comes()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        var begun = await WatchedMailbox.BegunAsync(servers, box);
        await servers.DeliverAsync(box, TestMail.To(box, "poison"), TestMail.To(box, "next"));
        var (attempts, saying) = (0, 0);
        var calls = new WatchCalls
        {
            Taking = (mail, _) => IncomingMail.Read(mail.Raw).Mail!.Subject == "poison" && attempts++ >= 0 ? throw new InvalidOperationException() : Task.CompletedTask,
            GivingUp = (_, _) => ++saying <= 2 ? throw new InvalidOperationException("The database is away.") : Task.CompletedTask,
        };
        await using var watch = new WatchedMailbox(() => servers.Imap(box), begun, Quick, calls);

        Assert.Equal("next", IncomingMail.Read((await watch.NextAsync()).Raw).Mail!.Subject);
        Assert.Equal("poison", IncomingMail.Read(Assert.Single(watch.GivenUp).Raw).Mail!.Subject);
        Assert.Equal((Quick.Attempts + 2, 3), (attempts, saying));
    }

    [MailServersFact]
    public async Task A_mail_that_the_server_does_not_hand_out_is_given_up_aloud_and_the_next_one_comes()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        var begun = await WatchedMailbox.BegunAsync(servers, box);
        var spoilt = TestMail.To(box);
        await servers.DeliverAsync(box, spoilt, TestMail.To(box, "next"));
        servers.MakeUnreadable(box, spoilt.MessageId!);
        await using var watch = new WatchedMailbox(() => servers.Imap(box), begun, Quick);

        Assert.Equal("next", IncomingMail.Read((await watch.NextAsync()).Raw).Mail!.Subject);
        var given = Assert.Single(watch.GivenUp);
        Assert.Equal((false, 0), (given.IsWhole, given.Raw.Length));
        Assert.NotEqual(0u, given.Place.LastUid);
    }

    [MailServersFact]
    public async Task A_place_that_cannot_be_noted_holds_the_watch_and_skips_nothing()
    {
        var servers = await shared.StartedAsync();
        var box = servers.NewBox();
        var begun = await WatchedMailbox.BegunAsync(servers, box);
        await servers.DeliverAsync(box, TestMail.To(box, "1"), TestMail.To(box, "2"));
        var failures = 0;
        var calls = new WatchCalls { Noting = (_, _) => ++failures <= 10 ? throw new InvalidOperationException() : Task.CompletedTask };
        await using var watch = new WatchedMailbox(() => servers.Imap(box), begun, Quick, calls);

        Assert.Equal("How far the mailbox has been read cannot be kept (InvalidOperationException).", (await watch.StateAsync(MailboxCondition.Stuck)).Why);
        Assert.Equal(["1", "2"], (await watch.NextAsync(2)).Select(mail => IncomingMail.Read(mail.Raw).Mail!.Subject));
        Assert.Empty(watch.GivenUp);
    }
}
