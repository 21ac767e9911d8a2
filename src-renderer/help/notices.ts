/** The licences of the packages in the program, which the build puts here. */
export const notices = '@@notices@@'
