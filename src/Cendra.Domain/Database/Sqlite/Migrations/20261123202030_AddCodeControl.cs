using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cendra.Domain.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddCodeControl : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "FormerPropertyId",
                table: "Stays",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Kind",
                table: "Stays",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "MovedUtc",
                table: "Stays",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OverlapAcceptedUtc",
                table: "Stays",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RevokeAfterUtc",
                table: "Stays",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AccountId",
                table: "SmartLocks",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "AuditDueUtc",
                table: "SmartLocks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "AuditedUtc",
                table: "SmartLocks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BatteryStatus",
                table: "SmartLocks",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "HasBackupCodes",
                table: "SmartLocks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsKeypadConnected",
                table: "SmartLocks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "KeypadBatteryLevel",
                table: "SmartLocks",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "NameLongest",
                table: "SmartLocks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "NameShortest",
                table: "SmartLocks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TimeFrames",
                table: "SmartLocks",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "TimeZoneId",
                table: "SmartLocks",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Warning",
                table: "SmartLocks",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<byte[]>(
                name: "FallbackSecret_Ciphertext",
                table: "Properties",
                type: "BLOB",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FallbackSecret_Hash",
                table: "Properties",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FallbackSecret_Length",
                table: "Properties",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FallbackWords",
                table: "Properties",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "OwnersGetCodes",
                table: "Properties",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "MorningAt",
                table: "HostContacts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "FoundCodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LockId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SeamAccessCodeId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NameOnLock = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    IsManaged = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessCodeId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PinHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    FromUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    UntilUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    FirstSeenUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSeenUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    GoneUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Decision = table.Column<int>(type: "INTEGER", nullable: false),
                    DecidedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    OwnerName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    KeepUntilUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FoundCodes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FoundCodes_AccessCodes_AccessCodeId",
                        column: x => x.AccessCodeId,
                        principalTable: "AccessCodes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FoundCodes_SmartLocks_LockId",
                        column: x => x.LockId,
                        principalTable: "SmartLocks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LockReadings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LockId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    IsOnline = table.Column<bool>(type: "INTEGER", nullable: false),
                    BatteryLevel = table.Column<double>(type: "REAL", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LockReadings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LockReadings_SmartLocks_LockId",
                        column: x => x.LockId,
                        principalTable: "SmartLocks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Stays_FormerPropertyId",
                table: "Stays",
                column: "FormerPropertyId");

            migrationBuilder.CreateIndex(
                name: "IX_SmartLocks_AuditDueUtc",
                table: "SmartLocks",
                column: "AuditDueUtc");

            migrationBuilder.CreateIndex(
                name: "IX_FoundCodes_AccessCodeId",
                table: "FoundCodes",
                column: "AccessCodeId");

            migrationBuilder.CreateIndex(
                name: "IX_FoundCodes_LockId_SeamAccessCodeId",
                table: "FoundCodes",
                columns: new[] { "LockId", "SeamAccessCodeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LockReadings_LockId_AtUtc",
                table: "LockReadings",
                columns: new[] { "LockId", "AtUtc" });

            migrationBuilder.AddForeignKey(
                name: "FK_Stays_Properties_FormerPropertyId",
                table: "Stays",
                column: "FormerPropertyId",
                principalTable: "Properties",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Stays_Properties_FormerPropertyId",
                table: "Stays");

            migrationBuilder.DropTable(
                name: "FoundCodes");

            migrationBuilder.DropTable(
                name: "LockReadings");

            migrationBuilder.DropIndex(
                name: "IX_Stays_FormerPropertyId",
                table: "Stays");

            migrationBuilder.DropIndex(
                name: "IX_SmartLocks_AuditDueUtc",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "FormerPropertyId",
                table: "Stays");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Stays");

            migrationBuilder.DropColumn(
                name: "MovedUtc",
                table: "Stays");

            migrationBuilder.DropColumn(
                name: "OverlapAcceptedUtc",
                table: "Stays");

            migrationBuilder.DropColumn(
                name: "RevokeAfterUtc",
                table: "Stays");

            migrationBuilder.DropColumn(
                name: "AccountId",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "AuditDueUtc",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "AuditedUtc",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "BatteryStatus",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "HasBackupCodes",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "IsKeypadConnected",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "KeypadBatteryLevel",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "NameLongest",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "NameShortest",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "TimeFrames",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "TimeZoneId",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "Warning",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "FallbackSecret_Ciphertext",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "FallbackSecret_Hash",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "FallbackSecret_Length",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "FallbackWords",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "OwnersGetCodes",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "MorningAt",
                table: "HostContacts");
        }
    }
}
