using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Microsoft.AspNetCore.Identity;
using QRCoder;

namespace Cendra.Server.Security;

/// <summary>Switches the authenticator of an account on and off (TOTP, RFC 6238), each with its line in the audit.</summary>
public sealed class AuthenticatorDesk(UserManager<HostUser> users, SignInManager<HostUser> signIn, CendraDbContext db)
{
    private const int RecoveryCodes = 10;

    /// <summary>The page as the account stands.</summary>
    public async Task<AccountView> ViewAsync(HostUser user) =>
        new(user.DisplayName, user.Email ?? "", (await users.GetRolesAsync(user)).FirstOrDefault() ?? "no role", user.TwoFactorEnabled);

    /// <summary>A fresh key to scan; nothing is switched on before digits made with it come back.</summary>
    public async Task<AccountView> BeginAsync(HostUser user)
    {
        if (user.TwoFactorEnabled)
        {
            return await ViewAsync(user);
        }

        await users.ResetAuthenticatorKeyAsync(user);
        return await WithKeyAsync(user);
    }

    /// <summary>Switches it on when the digits fit, and hands out the recovery codes.</summary>
    public async Task<AccountView> ConfirmAsync(HostUser user, string code)
    {
        if (!await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, code))
        {
            return await WithKeyAsync(user) with { Notice = "These digits do not fit. Type the ones that the app shows now.", NoticeIsBad = true };
        }

        db.Audit(StreamNotes.OfUser(user.Id).Add(AuditKind.AccountChanged, AuditActor.Host(user.Id), "Authenticator switched on"));
        await users.SetTwoFactorEnabledAsync(user, true);
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes) ?? [];
        await signIn.RefreshSignInAsync(user);
        return await ViewAsync(user) with { Notice = "The authenticator is on.", RecoveryCodes = [.. codes] };
    }

    /// <summary>Switches it off for whoever knows the password.</summary>
    public async Task<AccountView> EndAsync(HostUser user, string password)
    {
        if (!await users.CheckPasswordAsync(user, password))
        {
            return await ViewAsync(user) with { Notice = "The password is not right. The authenticator stays on.", NoticeIsBad = true };
        }

        db.Audit(StreamNotes.OfUser(user.Id).Add(AuditKind.AccountChanged, AuditActor.Host(user.Id), "Authenticator switched off"));
        await users.SetTwoFactorEnabledAsync(user, false);
        await users.ResetAuthenticatorKeyAsync(user);
        await signIn.RefreshSignInAsync(user);
        return await ViewAsync(user) with { Notice = "The authenticator is off." };
    }

    private async Task<AccountView> WithKeyAsync(HostUser user)
    {
        var key = await users.GetAuthenticatorKeyAsync(user) ?? "";
        using var codes = new QRCodeGenerator();
        using var data = codes.CreateQrCode($"otpauth://totp/Cendra:{Uri.EscapeDataString(user.Email ?? "")}?secret={key}&issuer=Cendra&digits=6", QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(data);
        return await ViewAsync(user) with { Key = key, QrSvg = svg.GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute) };
    }
}
