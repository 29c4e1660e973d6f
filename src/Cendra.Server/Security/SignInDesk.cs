using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Microsoft.AspNetCore.Identity;

namespace Cendra.Server.Security;

/// <summary>What became of a try to sign in.</summary>
public enum SignInOutcome
{
    /// <summary>Signed in.</summary>
    In,

    /// <summary>The password is right; the six digits of the authenticator are asked next.</summary>
    CodeNeeded,

    /// <summary>Refused; the same for a wrong password, an unknown account and one that rests, so that nobody learns who has an account.</summary>
    Refused,
}

/// <summary>Signs people in and out and writes each try into the audit.</summary>
public sealed class SignInDesk(SignInManager<HostUser> signIn, UserManager<HostUser> users, CendraDbContext db)
{
    /// <summary>Email and password.</summary>
    public async Task<SignInOutcome> WithPasswordAsync(string email, string password, CancellationToken ct)
    {
        var user = Accounts.IsEmail(email) ? await users.FindByEmailAsync(email.Trim()) : null;
        if (user is null)
        {
            // As much work as for a known account, so that the time tells nothing either.
            users.PasswordHasher.HashPassword(new HostUser(), password);
            await WriteAsync(StreamNotes.OfUnknownUser().Add(AuditKind.SignIn, "unknown", "Refused: no such account"), ct);
            return SignInOutcome.Refused;
        }

        return await ConcludeAsync(user, await signIn.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true), "password", ct);
    }

    /// <summary>The six digits of the authenticator after the password.</summary>
    public async Task<SignInOutcome> WithCodeAsync(string code, CancellationToken ct) =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is { } user
            ? await ConcludeAsync(user, await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false), "authenticator", ct)
            : SignInOutcome.Refused;

    /// <summary>A recovery code instead of the six digits; it works once.</summary>
    public async Task<SignInOutcome> WithRecoveryCodeAsync(string code, CancellationToken ct) =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is { } user
            ? await ConcludeAsync(user, await signIn.TwoFactorRecoveryCodeSignInAsync(code), "recovery code", ct)
            : SignInOutcome.Refused;

    /// <summary>True while somebody has given the right password and owes the second step.</summary>
    public async Task<bool> AwaitsCodeAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is not null;

    /// <summary>Signs somebody in who has just made the account.</summary>
    public async Task WelcomeAsync(HostUser user, CancellationToken ct)
    {
        await signIn.SignInAsync(user, isPersistent: false);
        await WriteAsync(StreamNotes.OfUser(user.Id).Add(AuditKind.SignIn, AuditActor.Host(user.Id), "Signed in with the set-up link"), ct);
    }

    /// <summary>Ends the session of this browser.</summary>
    public async Task OutAsync(HostUser? user, CancellationToken ct)
    {
        await signIn.SignOutAsync();
        if (user is not null)
        {
            await WriteAsync(StreamNotes.OfUser(user.Id).Add(AuditKind.SignIn, AuditActor.Host(user.Id), "Signed out"), ct);
        }
    }

    private async Task<SignInOutcome> ConcludeAsync(HostUser user, SignInResult result, string how, CancellationToken ct)
    {
        var (outcome, what) = result switch
        {
            { Succeeded: true } => (SignInOutcome.In, $"Signed in with the {how}"),
            { RequiresTwoFactor: true } => (SignInOutcome.CodeNeeded, "Password right, authenticator asked"),
            { IsLockedOut: true } => (SignInOutcome.Refused, "Refused: the account rests after wrong tries"),
            _ => (SignInOutcome.Refused, $"Refused: wrong {how}"),
        };
        await WriteAsync(StreamNotes.OfUser(user.Id).Add(AuditKind.SignIn, AuditActor.Host(user.Id), what), ct);
        return outcome;
    }

    private async Task WriteAsync(StreamNotes notes, CancellationToken ct)
    {
        db.Audit(notes);
        await db.SaveChangesAsync(ct);
    }
}
